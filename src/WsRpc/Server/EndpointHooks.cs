namespace WsRpc;

/// <summary>What an application does at the door of a path, once the server has started.</summary>
internal sealed record EndpointHooks(
    Func<WsRpcHandshakeRequest, CancellationToken, ValueTask<WsRpcHandshake>>? Authenticate,
    Func<RpcConnection, CancellationToken, ValueTask>? OnConnected,
    Func<RpcConnection, RpcClosed, ValueTask>? OnDisconnected,
    RpcInterceptor[] Interceptors)
{
    /// <summary>Whether the end of a connection concerns the application.</summary>
    public bool SayFarewell => OnConnected is not null || OnDisconnected is not null;

    /// <summary>What a path does not set is the server's; interceptors of a path stand inside those of the server.</summary>
    public static EndpointHooks Of(WsRpcEndpointOptions endpoint, WsRpcServerOptions server) => new(
        endpoint.Authenticate ?? server.Authenticate,
        endpoint.OnConnected ?? server.OnConnected,
        endpoint.OnDisconnected ?? server.OnDisconnected,
        [.. server.Interceptors, .. endpoint.Interceptors]);
}
