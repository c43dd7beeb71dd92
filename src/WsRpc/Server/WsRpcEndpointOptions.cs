namespace WsRpc;

/// <summary>What is particular to a path of a server. What is not set here is the server's: see <see cref="WsRpcServerOptions"/>. Read once, when the server starts.</summary>
public sealed class WsRpcEndpointOptions
{
    internal WsRpcEndpointOptions()
    {
    }

    /// <summary>
    /// Decides who may open a connection to this path: see <see cref="WsRpcServerOptions.Authenticate"/>. Default: as the server's. To open
    /// one path of a server that authenticates, accept everybody: <c>(_, _) => new(WsRpcHandshake.Accept())</c>.
    /// </summary>
    public Func<WsRpcHandshakeRequest, CancellationToken, ValueTask<WsRpcHandshake>>? Authenticate { get; set; }

    /// <summary>Runs for each connection to this path before its first call: see <see cref="WsRpcServerOptions.OnConnected"/>. Default: as the server's.</summary>
    public Func<RpcConnection, CancellationToken, ValueTask>? OnConnected { get; set; }

    /// <summary>Runs when a connection to this path has ended: see <see cref="WsRpcServerOptions.OnDisconnected"/>. Default: as the server's.</summary>
    public Func<RpcConnection, RpcClosed, ValueTask>? OnDisconnected { get; set; }

    /// <summary>Those who stand around every call and notification of connections to this path, inside those of the server (<see cref="RpcOptions.Interceptors"/>). Default: none.</summary>
    public IList<RpcInterceptor> Interceptors { get; } = [];
}
