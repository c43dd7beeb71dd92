namespace WsRpc;

/// <summary>What is behind an interceptor: the next one, or the call itself.</summary>
public readonly struct RpcNext
{
    private readonly RpcInterceptor[] _interceptors;
    private readonly int _index;
    private readonly IInterceptedEnd _end;

    private RpcNext(RpcInterceptor[] interceptors, int index, IInterceptedEnd end)
    {
        _interceptors = interceptors;
        _index = index;
        _end = end;
    }

    /// <summary>Goes on with the call.</summary>
    /// <param name="call">The call, as the interceptor got it.</param>
    /// <returns>Ends when the call has its result; a notification, when it is served or sent.</returns>
    /// <exception cref="InvalidOperationException">The call has gone on already.</exception>
    public ValueTask InvokeAsync(RpcCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (_end is null)
        {
            throw new InvalidOperationException("This next belongs to no call.");
        }

        if (_index == _interceptors.Length)
        {
            return _end.GoOnAsync();
        }

        var next = new RpcNext(_interceptors, _index + 1, _end);
        var interceptor = _interceptors[_index];
        return call.IsIncoming ? interceptor.OnIncomingAsync(call, next) : interceptor.OnOutgoingAsync(call, next);
    }

    internal static RpcNext First(RpcInterceptor[] interceptors, IInterceptedEnd end) => new(interceptors, 0, end);
}
