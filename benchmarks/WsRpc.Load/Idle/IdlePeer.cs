namespace WsRpc.Load;

/// <summary>A server whose idle connections are measured.</summary>
/// <param name="Name">Its name on the command line and in the results.</param>
/// <param name="Server">Its name in <see cref="BareServers"/>.</param>
/// <param name="Request">The message that each connection carries once.</param>
/// <param name="Reply">What answers it.</param>
/// <param name="Subprotocol">Offered when the connection opens; the server then sends the first message by itself.</param>
internal sealed record IdlePeer(string Name, string Server, EchoMessage Request, byte[] Reply, string? Subprotocol = null)
{
    public static IReadOnlyList<IdlePeer> All { get; } =
    [
        Echo("wsrpc-raw", BareServers.WsRpcEcho),
        Echo("wsrpc-portable-raw", BareServers.WsRpcPortableEcho),
        Calls("wsrpc-rpc", BareServers.WsRpcCalls),
        Calls("wsrpc-portable-rpc", BareServers.WsRpcPortableCalls),
        Echo("kestrel", BareServers.KestrelEcho),
    ];

    /// <exception cref="FormatException">There is none of that name.</exception>
    public static IdlePeer Find(string name) =>
        All.FirstOrDefault(peer => peer.Name == name)
        ?? throw new FormatException($"\"{name}\" is none of the peers {string.Join(", ", All.Select(peer => peer.Name))}.");

    private static IdlePeer Echo(string name, string server)
    {
        var message = EchoMessage.OfSize(125);
        return new(name, server, message, message.Payload);
    }

    private static IdlePeer Calls(string name, string server) => new(
        name,
        server,
        new EchoMessage([.. """{"jsonrpc":"2.0","id":1,"method":"calculator.add","params":[20,22]}"""u8]),
        [.. """{"jsonrpc":"2.0","id":1,"result":42}"""u8],
        Subprotocol: "wsrpc.1");
}
