using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>
/// A message in fragments, begun by whoever else holds the WebSocket of an engine. Nothing of the engine gets in between, where it would be part of that message
/// (RFC 6455 §5.4), and the engine does not wait for its end.
/// </summary>
public sealed class StreamingBesideTheEngineTests
{
    [Fact]
    public async Task Call_or_notification_made_within_a_streamed_message_fails_and_one_behind_it_is_sent()
    {
        await using var peer = await RawPeer.AttachAsync();
        await using var message = await peer.Socket.OpenMessageAsync(WebSocketOpcode.Text);
        await message.WriteAsync("{\"half\":"u8.ToArray());
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => peer.Proxy.AddAsync(1, 2).Within());
        Assert.Contains("beside the engine", failure.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => peer.Proxy.NoteAsync("x").AsTask().Within());
        Assert.Equal(0, peer.Engine.Session.CallsInFlight);

        await message.WriteAsync("\"other half\"}"u8.ToArray());
        await message.CompleteAsync();
        await peer.Receives("""{"half":"other half"}""");
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":16385,"method":"probe.add","params":[1,2]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":16385,"result":3}""");
        Assert.Equal(3, await call.Within());
    }

    // Its caller would wait for ever.
    [Fact]
    public async Task Answer_that_is_due_within_a_streamed_message_ends_the_connection()
    {
        var logger = new RecordingLogger();
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IProbe>(new Probe()).LoggerFactory = logger);
        await using var message = await peer.Socket.OpenMessageAsync(WebSocketOpcode.Text);
        await message.WriteAsync("{\"half\":"u8.ToArray());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
        var closed = await peer.Engine.Completion.Within();
        Assert.Equal((1006, false), (closed.Code, closed.InitiatedByPeer));
        Assert.Contains(logger.Entries, entry => entry.Exception is InvalidOperationException failure && failure.Message.Contains("beside the engine"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => message.WriteAsync("\"other half\"}"u8.ToArray()).AsTask());
    }
}
