using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>What belongs together goes out together.</summary>
public sealed class CoalescingTests
{
    [Fact]
    public async Task Answers_to_pipelined_calls_go_out_in_one_write()
    {
        const int Calls = 31;
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.ArrivesText(Enumerable.Range(0, Calls).Select(i => $$"""{"id":{{i}},"method":"probe.add","params":[1,2]}"""));
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == Calls && connection.Output.Bytes == 0);
        Assert.InRange(stream.Writes, 1, 3); // one, unless the machine was so busy that another worker took over
        engine.Abort();
    }

    [Fact]
    public async Task Long_batch_goes_out_in_pieces_that_grow_so_that_the_peer_can_begin()
    {
        const int Calls = 1000;
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.ArrivesText(Enumerable.Range(0, Calls).Select(i => $$"""{"id":{{i}},"method":"probe.add","params":[1,2]}"""));
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == Calls && connection.Output.Bytes == 0);
        Assert.InRange(stream.Writes, 4, 15); // 32, 64, 128, 256 messages and the rest
        engine.Abort();
    }

    [Fact]
    public async Task Batch_larger_than_the_cork_goes_out_in_pieces_and_not_at_its_end()
    {
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.ArrivesText(Enumerable.Range(0, 100).Select(i => $$"""{"id":{{i}},"method":"probe.say","params":["xxxxxxxxxx",100]}"""));
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == 100 && connection.Output.Bytes == 0);
        Assert.InRange(stream.Writes, 2, 20);
        engine.Abort();
    }
}
