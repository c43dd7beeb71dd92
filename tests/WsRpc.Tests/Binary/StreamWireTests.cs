using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Binary;

/// <summary>Streams on the wire, octet for octet (docs/protocol.md, "Binary data"), and what becomes of a peer that does it otherwise.</summary>
public sealed class StreamWireTests
{
    private const string Granted = """{"jsonrpc":"2.0","method":"$/blob/credit","params":{"blob":5,"bytes":1048576}}""";

    [Fact]
    public async Task Argument_is_sent_in_parts_as_far_as_it_was_granted()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        var source = new SourceStream(6);
        var call = peer.Engine.GetProxy<IArchive>().UploadAsync("x", source);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"archive.upload","params":["x",{"$blob":1,"parts":true}]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(0, source.Taken);
        await Credit(peer, 1, 4);
        await peer.ReceivesBinary(Greeting.Message(2, 1, 0, 1, 2, 3));
        await peer.IsAliveAndSilent();
        await Credit(peer, 1, 100);
        await peer.ReceivesBinary(Greeting.Message(2, 1, 4, 5));
        await peer.ReceivesBinary(Greeting.Message(3, 1));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":6}""");
        Assert.Equal(6, await call.Within());
    }

    [Fact]
    public async Task Argument_is_granted_when_it_is_read_and_then_as_it_is_read()
    {
        var begin = new TaskCompletionSource();
        await using var peer = await AttachAsync(async content =>
        {
            await begin.Task;
            return await Archive.ReadAsync(content);
        }, options => options.MaxBlobBytes = 64 * 1024);
        await Upload(peer);
        await peer.IsAliveAndSilent();
        begin.SetResult();
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/credit","params":{"blob":5,"bytes":32768}}""");
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, Store.Octets(16_383)));
        await peer.IsAliveAndSilent();
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, [1]));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/credit","params":{"blob":5,"bytes":16384}}""");
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(3, 5, 1, 2));
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":16386}""");
    }

    [Fact]
    public async Task Result_is_read_behind_the_answer()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        var call = peer.Engine.GetProxy<IArchive>().DownloadAsync("x");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$blob":5,"parts":true}}""");
        var stream = await call.Within();
        var read = Archive.ReadAllAsync(stream!);
        await peer.Receives(Granted);
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 1, 2, 3));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(3, 5, 4));
        Assert.Equal([1, 2, 3, 4], await read.Within());
        await stream!.DisposeAsync();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Result_is_sent_as_it_is_granted_until_it_is_cancelled()
    {
        var source = new SourceStream(long.MaxValue);
        await using var peer = await Greeting.AttachGreetedAsync(options => options.AddService<IArchive>(new Archive { Gives = () => source }));
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"archive.download","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":{"$blob":1,"parts":true}}""");
        await Credit(peer, 1, 2);
        await peer.ReceivesBinary(Greeting.Message(2, 1, 0, 1));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/blob/cancel","params":{"blob":1}}""");
        await source.Disposed.Within();
        await Credit(peer, 1, 2);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Reader_that_wants_no_more_says_so()
    {
        await using var peer = await AttachAsync(static async content => await content.ReadAsync(new byte[10]));
        await Upload(peer);
        await peer.Receives(Granted);
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 1, 2, 3));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/cancel","params":{"blob":5}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":3}""");
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 4));
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData("""{"blob":5,"error":{"code":7,"message":"no \u0022disk\u0022"}}""", 7, "no \"disk\"")]
    [InlineData("""{"blob":5}""", -32000, "The stream failed.")]
    [InlineData("""{"blob":5,"error":"?"}""", -32000, "The stream failed.")]
    public async Task End_with_an_error_is_what_the_reader_gets_behind_what_has_come(string parameters, int code, string message)
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        var call = peer.Engine.GetProxy<IArchive>().DownloadAsync("x");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$blob":5,"parts":true}}""");
        await using var stream = await call.Within();
        var read = stream!.ReadExactlyAsync(new byte[3]).AsTask();
        await peer.Receives(Granted);
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 1, 2, 3));
        await peer.Sends($$"""{"jsonrpc":"2.0","method":"$/blob/end","params":{{parameters}}}""");
        await read.Within();
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => stream.ReadAsync(new byte[1]).AsTask().Within());
        Assert.Equal((code, message), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task Stream_that_throws_ends_with_an_error_that_tells_nothing()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        _ = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(1) { AtEnd = static _ => throw new IOException("/etc/secret is gone") });
        await peer.Receive();
        await Credit(peer, 1, 5);
        await peer.ReceivesBinary(Greeting.Message(2, 1, 0));
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/end","params":{"blob":1,"error":{"code":-32000,"message":"archive.upload: the stream failed."}}}""");
    }

    [Fact]
    public async Task Announced_length_is_held_to()
    {
        await using var peer = await AttachAsync(Archive.ReadAsync);
        await Upload(peer, """{"$blob":5,"length":4,"parts":true}""");
        await peer.Receives(Granted);
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(3, 5, 1, 2, 3));
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"archive.upload failed."}}""");
    }

    [Fact]
    public async Task Octets_that_were_not_granted_close()
    {
        await using var peer = await AttachAsync(Archive.ReadAsync, options => options.MaxBlobBytes = 32 * 1024);
        await Upload(peer);
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/credit","params":{"blob":5,"bytes":16384}}""");
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, new byte[16_385]));
        await peer.ReceivesClose(1008, "more octets of stream 5 than were granted");
    }

    [Fact]
    public async Task Octets_before_anything_was_granted_close()
    {
        await using var peer = await AttachAsync(static _ => new TaskCompletionSource<long>().Task);
        await Upload(peer);
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 1));
        await peer.ReceivesClose(1008, "more octets of stream 5 than were granted");
    }

    [Fact]
    public async Task What_is_said_of_unknown_streams_is_dropped()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(2, 5, 1));
        await peer.Sends(WebSocketOpcode.Binary, Greeting.Message(3, 6, 1));
        foreach (var parameters in (string[])["""{"blob":9,"bytes":1}""", "{}", "[9]", "null", "7", """{"blob":-1}"""])
        {
            foreach (var method in (string[])["credit", "cancel", "end", "other"])
            {
                await peer.Sends(parameters == "7" ? $$"""{"jsonrpc":"2.0","method":"$/blob/{{method}}"}""" : $$"""{"jsonrpc":"2.0","method":"$/blob/{{method}}","params":{{parameters}}}""");
            }
        }

        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Grants_beyond_all_bounds_are_harmless()
    {
        await using var peer = await Greeting.AttachGreetedAsync();
        _ = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(2));
        await peer.Receive();
        await Credit(peer, 1, 0);
        await Credit(peer, 1, -5);
        await peer.IsAliveAndSilent();
        await Credit(peer, 1, long.MaxValue);
        await Credit(peer, 1, long.MaxValue);
        await peer.ReceivesBinary(Greeting.Message(2, 1, 0, 1));
        await peer.ReceivesBinary(Greeting.Message(3, 1));
    }

    [Fact]
    public async Task More_streams_than_the_limit_are_refused_in_either_direction()
    {
        await using var peer = await AttachAsync(static _ => new TaskCompletionSource<long>().Task, options => options.MaxBlobs = 1);
        await Upload(peer);
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"archive.upload","params":["x",{"$blob":6,"parts":true}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/cancel","params":{"blob":6}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32005,"message":"archive.upload was refused: MaxBlobs = 1 is reached."}}""");

        var download = peer.Engine.GetProxy<IArchive>().DownloadAsync("x");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":{"$blob":7,"parts":true}}""");
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/blob/cancel","params":{"blob":7}}""");
        Assert.Equal("archive.download: the result was dropped: MaxBlobs = 1 is reached.", (await Assert.ThrowsAsync<RpcLimitException>(() => download.Within())).Message);

        _ = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(2));
        await peer.Receive();
        var refused = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Engine.GetProxy<IArchive>().UploadAsync("y", new SourceStream(2)).Within());
        Assert.Equal("archive.upload was not sent: MaxBlobs = 1 is reached.", refused.Message);
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Two_streams_of_one_number_are_not_both_opened()
    {
        await using var peer = await AttachAsync(static _ => new TaskCompletionSource<long>().Task);
        await Upload(peer);
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"archive.upload","params":["x",{"$blob":5,"parts":true}]}""");
        Assert.Contains("\"id\":8,\"error\":{\"code\":-32602", await peer.Receive());
    }

    [Fact]
    public async Task Plain_peer_gets_a_stream_as_base64_and_sends_it()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IArchive>(new Archive { Gives = static () => new SourceStream(4) }));
        var call = peer.Engine.GetProxy<IArchive>().PatchAsync([9], null, new SourceStream(3));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"archive.patch","params":["CQ==",null,"AAEC"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        await call.Within();
        await peer.Sends("""{"jsonrpc":"2.0","id":7,"method":"archive.upload","params":["x","AAEC"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"result":3}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"archive.download","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"result":"AAECAw=="}""");
    }

    [Fact]
    public async Task Plain_peer_that_refers_to_a_stream_is_told_that_there_are_none()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IArchive>(new Archive()));
        await Upload(peer);
        await peer.Receives("""{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"archive.upload: this connection has no streams of octets, only base64"}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"$/blob/other"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32601,"message":"$/blob/other: no such method."}}""");
    }

    [Fact]
    public async Task Result_of_a_plain_peer_is_a_stream_of_its_base64()
    {
        await using var peer = await RawPeer.AttachAsync();
        var download = peer.Engine.GetProxy<IArchive>().DownloadAsync("x");
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":"AAECAw=="}""");
        Assert.Equal([0, 1, 2, 3], await Archive.ReadAllAsync((await download.Within())!));
    }

    [Fact]
    public async Task Stream_that_fits_into_no_message_fails_its_call_where_the_peer_is_plain()
    {
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.AddService<IArchive>(new Archive { Gives = static () => new SourceStream(long.MaxValue) });
            options.MaxMessageBytes = 40_000;
        });
        var failure = await Assert.ThrowsAsync<RpcLimitException>(() => peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(long.MaxValue)).Within());
        Assert.Equal("archive.upload was not sent: a stream is longer than the 30000 octets that fit into a message as base64.", failure.Message);
        await peer.Sends("""{"jsonrpc":"2.0","id":8,"method":"archive.download","params":["x"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":8,"error":{"code":-32003,"message":"archive.download: the result is longer than the 30000 octets that fit into a message as base64."}}""");
    }

    [Fact]
    public async Task Call_with_a_stream_waits_for_the_hello_that_says_how_it_goes()
    {
        await using var peer = await RawPeer.AttachAsync(subprotocol: "wsrpc.1");
        await peer.Receive();
        var data = Store.Octets(400);
        var call = peer.Engine.GetProxy<IArchive>().PatchAsync(data, new SourceStream(3)).AsTask();
        Array.Clear(data); // it was lent until the call returned
        await peer.IsAliveAndSilent();
        await peer.Sends(Greeting.Hello);
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"archive.patch","params":["{{Convert.ToBase64String(Store.Octets(400))}}",{"$blob":1,"parts":true},null]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        await call.Within();
    }

    [Fact]
    public async Task Peer_that_never_says_hello_is_a_plain_one_after_ten_seconds()
    {
        var clock = new FakeTimeProvider();
        await using var peer = await RawPeer.AttachAsync(options => options.TimeProvider = clock, "wsrpc.1");
        await peer.Receive();
        _ = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(3));
        clock.Advance(TimeSpan.FromSeconds(10));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"archive.upload","params":["x","AAEC"]}""");
    }

    [Fact]
    public async Task Wait_for_the_hello_ends_with_the_call_its_time_and_the_connection()
    {
        var clock = new FakeTimeProvider();
        await using var peer = await RawPeer.AttachAsync(options => options.TimeProvider = clock, "wsrpc.1");
        await peer.Receive();
        using var cancellation = new CancellationTokenSource();
        var cancelled = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(3), cancellation.Token);
        var late = peer.Engine.GetProxy<IArchive>(new RpcCallOptions { Timeout = TimeSpan.FromSeconds(1) }).UploadAsync("x", new SourceStream(3));
        var closed = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(3));
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within())).CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<RpcTimeoutException>(() => late.Within());
        peer.Connection.Abort();
        Assert.False((await Assert.ThrowsAsync<RpcConnectionClosedException>(() => closed.Within())).MayHaveRun);
    }

    private static Task Credit(RawPeer peer, long number, long octets) =>
        peer.Sends($$$"""{"jsonrpc":"2.0","method":"$/blob/credit","params":{"blob":{{{number}}},"bytes":{{{octets}}}}}""");

    private static Task Upload(RawPeer peer, string reference = """{"$blob":5,"parts":true}""") =>
        peer.Sends($$"""{"jsonrpc":"2.0","id":7,"method":"archive.upload","params":["x",{{reference}}]}""");

    private static Task<RawPeer> AttachAsync(Func<Stream, Task<long>> reads, Action<WsRpcClientOptions>? configure = null) => Greeting.AttachGreetedAsync(options =>
    {
        options.AddService<IArchive>(new Archive { Reads = reads });
        configure?.Invoke(options);
    });
}
