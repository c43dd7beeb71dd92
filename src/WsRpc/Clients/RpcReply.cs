using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>What one of many clients has answered, or why it has not: <see cref="IRpcClients{T}.AskAsync{TResult}(RpcTarget, Func{T, Task{TResult}}, TimeSpan, CancellationToken)"/>.</summary>
/// <typeparam name="T">What it was asked for.</typeparam>
public readonly struct RpcReply<T>
{
    private readonly T? _value;

    internal RpcReply(string connectionId, T value) => (ConnectionId, _value) = (connectionId, value);

    internal RpcReply(string connectionId, Exception exception) => (ConnectionId, Exception) = (connectionId, exception);

    /// <summary>Whose reply it is.</summary>
    public string ConnectionId { get; }

    /// <summary>Why there is no answer; <see langword="null"/> where there is one. <see cref="RpcTimeoutException"/> where it took too long.</summary>
    public Exception? Exception { get; }

    /// <summary>The answer.</summary>
    /// <exception cref="RpcException">There is none: this is <see cref="Exception"/>, thrown.</exception>
    public T Value
    {
        get
        {
            if (Exception is { } exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
            }

            return _value!;
        }
    }

    /// <summary>Gives the answer, if there is one.</summary>
    /// <param name="value">The answer.</param>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return Exception is null;
    }

    /// <summary>The reply in a few words, as for a log: whose it is, and the answer or what the exception says.</summary>
    public override string ToString() => Exception is null ? $"{ConnectionId}: {_value}" : $"{ConnectionId}: {Exception.Message}";
}
