using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A failure that a contract declares by <see cref="WsFaultAttribute{TDetail}"/>: <see cref="RpcFaultException{TDetail}"/>.</summary>
public abstract class RpcFaultException : RpcErrorException
{
    private protected RpcFaultException(int code, string message, System.Text.Json.JsonElement? errorData, Exception? innerException)
        : base(code, message, errorData, innerException)
    {
    }

    internal abstract Type DetailType { get; }
}

/// <summary>
/// A failure that a contract declares. A service throws it, and the caller catches it: with the code that the method declares for
/// <typeparamref name="TDetail"/>, the message, and what is known of it as data.
/// </summary>
/// <remarks>
/// Thrown by a method that does not declare it, it is a failure like any other: -32000 without its message, and a warning in the log.
/// </remarks>
/// <typeparam name="TDetail">What is known of the failure.</typeparam>
public sealed class RpcFaultException<TDetail> : RpcFaultException
{
    /// <summary>A failure to answer a call with.</summary>
    /// <param name="detail">What is known of it; sent to the caller.</param>
    /// <param name="message">One sentence for people; sent to the caller.</param>
    /// <param name="innerException">What caused it; not sent.</param>
    public RpcFaultException(TDetail detail, string message, Exception? innerException = null)
        : base(JsonRpcErrorCode.InvocationFailed, message, null, innerException) => Detail = detail;

    internal RpcFaultException(int code, string message, System.Text.Json.JsonElement errorData, TDetail detail)
        : base(code, message, errorData, null) => Detail = detail;

    /// <summary>What is known of the failure.</summary>
    public TDetail Detail { get; }

    internal override Type DetailType => typeof(TDetail);
}
