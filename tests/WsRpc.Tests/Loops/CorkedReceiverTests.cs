using WsRpc.Protocol.WebSocket;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Loops;

/// <summary>A receiver on a loop answers messages that came together: the answers go out together, and none is held back for long.</summary>
public sealed class CorkedReceiverTests
{
    [EpollFact]
    public async Task Answers_to_messages_that_came_together_go_out_in_one_write()
    {
        const int Count = 16;

        // The best round counts: on a busy machine another worker may take over, and sends what there is.
        var fewest = int.MaxValue;
        for (var round = 0; round < 10 && fewest > 1; round++)
        {
            await using var pull = await PullPair.ConnectAsync();
            var receiving = Receive(pull.Connection);
            await pull.Sends(Frames(Count));
            await pull.Peer.Receives([.. Enumerable.Range(0, Count).SelectMany(i => Answer((byte)i))]).Within();
            await receiving.Within();
            fewest = Math.Min(fewest, pull.Stream.Writes);
        }

        Assert.Equal(1, fewest);

        static async Task Receive(WebSocketConnection connection)
        {
            for (var i = 0; i < Count; i++)
            {
                await AnswerNext(connection).ConfigureAwait(false);
            }
        }
    }

    [EpollFact]
    public async Task Answer_is_sent_at_once_when_the_receiver_awaits_something_else()
    {
        await using var pull = await PullPair.ConnectAsync();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiving = Receive();
        await pull.Sends(Frames(2));
        await pull.Peer.Receives(Answer(0)).Within();
        seen.SetResult();
        await receiving.Within();

        async Task Receive()
        {
            await AnswerNext(pull.Connection).ConfigureAwait(false);
            await seen.Task.ConfigureAwait(false);
        }
    }

    [EpollFact]
    public async Task Answer_is_sent_when_the_receiver_blocks()
    {
        await using var pull = await PullPair.ConnectAsync();
        using var seen = new ManualResetEventSlim();
        var receiving = Receive();
        await pull.Sends(Frames(2));
        await pull.Peer.Receives(Answer(0)).Within();
        seen.Set();
        Assert.True(await receiving.Within());

        async Task<bool> Receive()
        {
            await AnswerNext(pull.Connection).ConfigureAwait(false);
            return seen.Wait(InTime.Limit);
        }
    }

    [EpollFact]
    public async Task Answer_is_sent_when_a_receiver_that_has_lost_its_loop_receives_on_and_blocks()
    {
        await using var pull = await PullPair.ConnectAsync();
        using var other = await SocketPair.ConnectAsync(pull.Loop);
        using var firstIsHere = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var seen = new ManualResetEventSlim();
        var frames = Frames(3);
        var half = frames.Length / 3 * 3 / 2; // in the middle of the second
        var receiving = Receive();
        await pull.Sends(frames[..half]);
        Assert.True(firstIsHere.Wait(InTime.Limit));

        // Another worker has the loop once this is read, and the receiver goes on in the turn it was in.
        await other.PeerSends(1);
        await other.Stream.ReadAsync(Memory<byte>.Empty).Within();
        await pull.Sends(frames[half..]);
        goOn.Set();
        var answer = pull.Peer.Receives(Answer(1));
        var sentInTime = await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5))) == answer;
        seen.Set();
        await receiving.Within();
        Assert.True(sentInTime, "The answer waits for its receiver, who waits for what follows the answer.");

        async Task Receive()
        {
            await pull.Connection.ReceiveAsync().ConfigureAwait(false);
            firstIsHere.Set();
            goOn.Wait(InTime.Limit);
            await AnswerNext(pull.Connection).ConfigureAwait(false);
            seen.Wait(InTime.Limit);
        }
    }

    private static async Task AnswerNext(WebSocketConnection connection)
    {
        var message = await connection.ReceiveAsync().ConfigureAwait(false);
        await connection.SendAsync(WebSocketOpcode.Binary, message.Payload).ConfigureAwait(false);
    }

    // Binary messages of one octet each, masked with a key of zeros.
    private static byte[] Frames(int count) => [.. Enumerable.Range(0, count).SelectMany(i => new byte[] { 0x82, 0x81, 0, 0, 0, 0, (byte)i })];

    private static byte[] Answer(byte content) => [0x82, 0x01, content];
}
