using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>What must pass between us and any peer, whichever end dials.</summary>
public abstract class EchoPeerTests
{
    private static readonly PerMessageDeflateOptions Compression = new() { MinMessageBytes = 0 };

    private protected abstract Task<Meeting> MeetAsync(PerMessageDeflateOptions? compression = null);

    [PeerFact]
    public async Task Subprotocol_is_agreed()
    {
        await using var meeting = await MeetAsync();
        Assert.Equal("second", meeting.Connection.Subprotocol);
        Assert.Null(meeting.Connection.Compression);
    }

    [PeerTheory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1 << 20)]
    public async Task Messages_of_every_length_come_back(int length)
    {
        await using var meeting = await MeetAsync();
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Text, Payload.Text(length));
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Binary, Payload.Binary(length));
    }

    [PeerTheory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Compressed_messages_come_back(bool serverTakesOver, bool clientTakesOver)
    {
        await using var meeting = await MeetAsync(Compression with { ServerContextTakeover = serverTakesOver, ClientContextTakeover = clientTakesOver });
        var agreed = meeting.Connection.Compression;
        Assert.Equal((serverTakesOver, clientTakesOver), (agreed?.ServerContextTakeover, agreed?.ClientContextTakeover));
        foreach (var length in (int[])[0, 1, 300, 300, 65_536, 300, 1 << 20, 0, 300])
        {
            await EchoesAsync(meeting.Connection, WebSocketOpcode.Text, Payload.Text(length));
            await EchoesAsync(meeting.Connection, WebSocketOpcode.Binary, Payload.Random(length));
        }
    }

    [PeerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_messages_in_flight_keep_their_order(bool compressed)
    {
        const int Count = 5000;
        await using var meeting = await MeetAsync(compressed ? Compression : null);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                await meeting.Connection.SendTextAsync($"message {i}");
            }
        });
        for (var i = 0; i < Count; i++)
        {
            await meeting.Connection.ReceivesAsync(WebSocketOpcode.Text, Encoding.UTF8.GetBytes($"message {i}"));
        }

        await sending.Within();
    }

    [PeerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Our_fragments_are_one_message_and_our_ping_passes_between_them(bool compressed)
    {
        var text = Payload.Text(200_000);
        await using var meeting = await MeetAsync(compressed ? Compression : null);
        var receiving = meeting.Connection.ReceivesAsync(WebSocketOpcode.Text, text);
        await using var message = await meeting.Connection.OpenMessageAsync(WebSocketOpcode.Text);
        await message.WriteAsync(text.AsMemory(0, 1)).Within();
        Assert.True(await meeting.Connection.PingAsync().Within() > TimeSpan.Zero);
        await message.WriteAsync(text.AsMemory(1, 100_002)).Within(); // ends within a character
        await message.WriteAsync(text.AsMemory(100_003)).Within();
        await message.CompleteAsync().Within();
        await receiving;
    }

    [PeerTheory]
    [InlineData(1000, "")]
    [InlineData(4000, "enough, 漢字")]
    public async Task Peer_hears_why_we_close(int code, string reason)
    {
        await using var meeting = await MeetAsync();
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Text, "x"u8.ToArray());
        await meeting.Connection.CloseAsync(code, reason).Within();
        Assert.Equal((code, reason, false), (meeting.Connection.Closed?.Code, meeting.Connection.Closed?.Reason, meeting.Connection.Closed?.InitiatedByPeer));
        Assert.Equal($"{code} {reason}", await meeting.PeerClosedAsync());
    }

    [PeerTheory]
    [InlineData(1000, "")]
    [InlineData(4001, "no more, 漢字")]
    public async Task We_hear_why_the_peer_closes(int code, string reason)
    {
        await using var meeting = await MeetAsync();
        await meeting.Connection.SendTextAsync($"!close {code} {reason}").Within();
        Assert.True((await meeting.Connection.ReceiveAsync().Within()).IsClose);
        Assert.Equal((code, reason, true), (meeting.Connection.Closed?.Code, meeting.Connection.Closed?.Reason, meeting.Connection.Closed?.InitiatedByPeer));
        Assert.Equal($"{code}", (await meeting.PeerClosedAsync()).Split(' ')[0]);
    }

    [PeerFact]
    public async Task Our_abrupt_end_is_1006_to_the_peer()
    {
        await using var meeting = await MeetAsync();
        await EchoesAsync(meeting.Connection, WebSocketOpcode.Text, "x"u8.ToArray());
        meeting.Connection.Abort();
        Assert.StartsWith("1006", await meeting.PeerClosedAsync());
    }

    private protected static async Task EchoesAsync(WebSocketConnection connection, WebSocketOpcode type, byte[] payload)
    {
        await connection.SendAsync(type, payload).Within();
        await connection.ReceivesAsync(type, payload);
    }
}
