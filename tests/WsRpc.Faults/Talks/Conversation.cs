using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Talks;

/// <summary>What two ends have to say to each other, from the first octet to the last.</summary>
internal sealed record Conversation(string Name, Func<Link, FakeTimeProvider, Terms, (End Client, End Server)> Ends, bool ClosedByServer, int Code)
{
    public static IReadOnlyList<Conversation> All { get; } =
    [
        new("calls, the client closes", (link, clock, terms) => (new RpcClientEnd(link.Client, clock, terms, serverCloses: false), new RpcServerEnd(link.Server, clock, terms)), false, RpcClientEnd.Done),
        new("calls, the server closes", (link, clock, terms) => (new RpcClientEnd(link.Client, clock, terms, serverCloses: true), new RpcServerEnd(link.Server, clock, terms)), true, RpcServerEnd.Leaving),
        Echo(WebSocketRole.Client, echoCloses: false),
        Echo(WebSocketRole.Client, echoCloses: true),
        Echo(WebSocketRole.Server, echoCloses: false),
        Echo(WebSocketRole.Server, echoCloses: true),
    ];

    public static Conversation Named(string name) => All.Single(conversation => conversation.Name == name);

    public override string ToString() => Name;

    private static Conversation Echo(WebSocketRole role, bool echoCloses)
    {
        var isServer = role == WebSocketRole.Server;
        return new Conversation(
            $"echo by the {(isServer ? "server" : "client")}, {(echoCloses ? "which" : "the peer")} closes",
            (link, clock, terms) => isServer
                ? (new PeerEnd(link.Client, clock, WebSocketRole.Client, echoCloses), new EchoEnd(link.Server, clock, role, terms))
                : (new EchoEnd(link.Client, clock, role, terms), new PeerEnd(link.Server, clock, WebSocketRole.Server, echoCloses)),
            ClosedByServer: isServer == echoCloses,
            echoCloses ? EchoEnd.Asked : PeerEnd.Done);
    }
}
