using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>What belongs together goes out together.</summary>
public sealed class CoalescingTests
{
    [Fact]
    public async Task Answers_to_pipelined_calls_go_out_in_one_write() =>
        Assert.InRange(await WritesOfAnswersTo(Additions(31)), 1, 3); // one, unless the machine was so busy that another worker took over

    [Fact]
    public async Task Long_batch_goes_out_in_pieces_that_grow_so_that_the_peer_can_begin() =>
        Assert.InRange(await WritesOfAnswersTo(Additions(1000)), 4, 15); // 32, 64, 128, 256 messages and the rest

    [Fact]
    public async Task Batch_larger_than_the_cork_goes_out_in_pieces_and_not_at_its_end() =>
        Assert.InRange(await WritesOfAnswersTo([.. Enumerable.Range(0, 100).Select(i => $$"""{"id":{{i}},"method":"probe.say","params":["xxxxxxxxxx",100]}""")]), 2, 20);

    private static string[] Additions(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $$"""{"id":{{i}},"method":"probe.add","params":[1,2]}""")];

    // The calls arrive in one read.
    private static async Task<int> WritesOfAnswersTo(string[] calls)
    {
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.ArrivesText(calls);
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == calls.Length && connection.Output.Bytes == 0);
        engine.Abort();
        return stream.Writes;
    }
}
