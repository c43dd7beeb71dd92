using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>What compresses here.</summary>
internal static class DeflateProviders
{
    public static IDeflateProvider Default { get; } = ZlibProvider.IsSupported ? ZlibProvider.Instance : DeflateStreamProvider.Instance;
}
