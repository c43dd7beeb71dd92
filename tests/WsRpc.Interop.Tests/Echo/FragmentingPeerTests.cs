using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>What passes besides with a peer whose program says where a frame ends, and may drop its socket.</summary>
public abstract class FragmentingPeerTests : EchoPeerTests
{
    [PeerTheory]
    [InlineData(1, 2000, false)]
    [InlineData(7, 2000, false)]
    [InlineData(4096, 1 << 20, false)]
    [InlineData(1, 2000, true)]
    [InlineData(7, 2000, true)]
    [InlineData(4096, 1 << 20, true)]
    public async Task Fragments_of_the_peer_are_one_message(int fragment, int length, bool compressed)
    {
        await using var meeting = await MeetAsync(compressed ? new() { MinMessageBytes = 0 } : null);
        await meeting.Connection.SendTextAsync($"!fragment {fragment}").Within();
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Binary, Payload.Binary(length));
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Text, [.. Enumerable.Repeat((byte)'x', length)]);
    }

    [PeerFact]
    public async Task Abrupt_end_of_the_peer_is_1006_to_us()
    {
        await using var meeting = await MeetAsync();
        await meeting.Connection.SendTextAsync("!abort").Within();
        Assert.True((await meeting.Connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((1006, true), (meeting.Connection.Closed?.Code, meeting.Connection.Closed?.InitiatedByPeer));
    }
}
