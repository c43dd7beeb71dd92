namespace WsRpc.Load;

/// <summary>A server whose idle connections are measured.</summary>
/// <param name="Name">Its name on the command line and in the results.</param>
/// <param name="Server">Its name in <see cref="BareServers"/>.</param>
/// <param name="Request">The message that each connection carries once.</param>
/// <param name="Reply">What answers it.</param>
/// <param name="Subprotocol">Offered when the connection opens; the server then sends the first message by itself.</param>
/// <param name="Compression">Agreed on when the connection opens; both messages are then compressed.</param>
/// <param name="SpeaksTls">Whether all of it goes over TLS.</param>
internal sealed record IdlePeer(string Name, string Server, EchoMessage Request, byte[] Reply, string? Subprotocol = null, DeflateTerms? Compression = null, bool SpeaksTls = false) : IBarePeer
{
    private const int CompressedSize = 2048;

    /// <summary>Those that are measured when none are named.</summary>
    public static IReadOnlyList<IdlePeer> Usual { get; } =
    [
        Echo("wsrpc-raw", BareServers.WsRpcEcho),
        Echo("wsrpc-portable-raw", BareServers.WsRpcPortableEcho),
        Calls("wsrpc-rpc", BareServers.WsRpcCalls),
        Calls("wsrpc-portable-rpc", BareServers.WsRpcPortableCalls),
        Echo("kestrel", BareServers.KestrelEcho),
    ];

    /// <summary>Measured only when named: where messages may refer to earlier ones, each connection takes some hundred times the memory of one without compression.</summary>
    public static IReadOnlyList<IdlePeer> Compressed { get; } =
    [
        Compressing("wsrpc-deflate", BareServers.WsRpcDeflateEcho, new(ServerTakeover: true, ClientTakeover: true)),
        Compressing("wsrpc-deflate-9", BareServers.WsRpcDeflateEcho, new(ServerTakeover: true, ClientTakeover: true, WindowBits: 9)),
        Compressing("wsrpc-deflate-alone", BareServers.WsRpcDeflateEcho, new(ServerTakeover: false, ClientTakeover: false)),
        Compressing("kestrel-deflate", BareServers.KestrelDeflateEcho, new(ServerTakeover: true, ClientTakeover: true)),
        Compressing("kestrel-deflate-alone", BareServers.KestrelDeflateEcho, new(ServerTakeover: false, ClientTakeover: false)),
        Compressing("ws-deflate", BareServers.NodeWsEcho, new(ServerTakeover: true, ClientTakeover: true)),
        Compressing("ws-deflate-alone", BareServers.NodeWsEcho, new(ServerTakeover: false, ClientTakeover: false)),
    ];

    /// <summary>Measured only when named.</summary>
    public static IReadOnlyList<IdlePeer> Secure { get; } =
    [
        Echo("wsrpc-tls-raw", BareServers.WsRpcTlsEcho) with { SpeaksTls = true },
        Echo("wsrpc-portable-tls-raw", BareServers.WsRpcPortableTlsEcho) with { SpeaksTls = true },
        Calls("wsrpc-tls-rpc", BareServers.WsRpcTlsCalls) with { SpeaksTls = true },
        Echo("kestrel-tls", BareServers.KestrelTlsEcho) with { SpeaksTls = true },
    ];

    /// <summary>A peer, or a group of them.</summary>
    /// <exception cref="FormatException">There is none of that name, or it lacks what it needs.</exception>
    public static IReadOnlyList<IdlePeer> Find(string name) => PeerGroup.Find(name, Usual, Compressed, Secure);

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

    private static IdlePeer Compressing(string name, string server, DeflateTerms terms)
    {
        var message = EchoMessage.Compressed(JsonText.OfLength(CompressedSize), terms);
        return new(name, server, message, message.Payload, Compression: terms);
    }
}
