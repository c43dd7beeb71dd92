using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>What passes besides with a peer whose program sends pings.</summary>
public abstract class PingingPeerTests : FragmentingPeerTests
{
    [PeerFact]
    public async Task Ping_of_the_peer_is_answered_with_its_payload()
    {
        await using var meeting = await MeetAsync();
        await meeting.Connection.SendTextAsync("!ping 4711").Within();
        await meeting.Connection.ReceivesAsync(WebSocketOpcode.Text, Encoding.UTF8.GetBytes("pong 4711"));
    }
}
