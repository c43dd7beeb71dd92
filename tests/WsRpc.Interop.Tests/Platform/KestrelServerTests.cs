using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Our client and the platform's WebSocket behind Kestrel.</summary>
public sealed class KestrelServerTests : FragmentingPeerTests
{
    [Fact]
    public async Task Compression_that_the_server_does_not_want_is_not_used()
    {
        await using var server = await KestrelServer.StartAsync(PlatformEcho.EchoAsync, "second");
        await using var connection = await Dialing.ConnectAsync(server.Url, new() { MinMessageBytes = 0 });
        Assert.Null(connection.Compression);
        await EchoesAsync(connection, WebSocketOpcode.Text, Payload.Text(1000));
    }

    private protected override async Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null)
    {
        var closed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = await KestrelServer.StartAsync(async socket => closed.SetResult(await PlatformEcho.EchoAsync(socket)), "second", compression: true);
        return new Meeting(await Dialing.ConnectAsync(server.Url, compression), () => closed.Task.Within(), server);
    }
}
