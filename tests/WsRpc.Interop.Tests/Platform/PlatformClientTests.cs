using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our server and the platform's client.</summary>
public sealed class PlatformClientTests : FragmentingPeerTests
{
    private protected override Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null) => PlatformClient.MeetAsync(compression);
}
