namespace WsRpc;

/// <summary>The root of all that can go wrong with a call.</summary>
/// <remarks>
/// A call that its own caller cancels ends with <see cref="OperationCanceledException"/>, not with one of these.
/// </remarks>
public abstract class RpcException : Exception
{
    /// <summary>An error of a call.</summary>
    /// <param name="message">What happened, for people.</param>
    /// <param name="innerException">What caused it.</param>
    protected RpcException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The wire name of the method that was called; <see langword="null"/> where no single call was concerned.</summary>
    public string? Method { get; internal init; }

    /// <summary>The id of the connection the call went over, as <see cref="RpcConnection.Id"/> gives it.</summary>
    public string? ConnectionId { get; internal init; }
}
