using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>What belongs together goes out together.</summary>
public sealed class CoalescingTests
{
    [Fact]
    public async Task Answers_to_pipelined_calls_go_out_in_one_write()
    {
        const int Calls = 200;
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([.. Enumerable.Range(0, Calls).SelectMany(i => Frame($$"""{"id":{{i}},"method":"probe.add","params":[1,2]}"""))]);
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == Calls && connection.Output.Bytes == 0);
        Assert.Equal(1, stream.Writes);
        engine.Abort();
    }

    [Fact]
    public async Task Batch_larger_than_the_cork_goes_out_in_pieces_and_not_at_its_end()
    {
        var stream = new ScriptedStream();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        await using var connection = WebSocketConnection.FromStream(stream, WebSocketRole.Client);
        stream.Arrives([.. Enumerable.Range(0, 100).SelectMany(i => Frame($$"""{"id":{{i}},"method":"probe.say","params":["xxxxxxxxxx",100]}"""))]);
        await using var engine = await WsRpcClient.AttachAsync(connection, options);
        await InTime.Until(() => engine.Counters.CallsServed == 100 && connection.Output.Bytes == 0);
        Assert.InRange(stream.Writes, 2, 6);
        engine.Abort();
    }

    private static byte[] Frame(string text)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(text);
        return [0x81, (byte)payload.Length, .. payload];
    }
}
