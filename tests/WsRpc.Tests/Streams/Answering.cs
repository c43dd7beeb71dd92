using System.Text.Json.Nodes;

namespace WsRpc.Tests.Streams;

/// <summary>A peer by hand answers a call whose id it does not choose.</summary>
internal static class Answering
{
    public static Task Answers(this RawPeer peer, string call, string result) => peer.Sends($$"""{"jsonrpc":"2.0","id":{{IdOf(call)}},"result":{{result}}}""");

    public static Task Fails(this RawPeer peer, string call, string error) => peer.Sends($$"""{"jsonrpc":"2.0","id":{{IdOf(call)}},"error":{{error}}}""");

    private static string IdOf(string call) => JsonNode.Parse(call)!["id"]!.ToJsonString();
}
