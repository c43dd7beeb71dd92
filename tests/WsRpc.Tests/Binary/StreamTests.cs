namespace WsRpc.Tests.Binary;

/// <summary>Streams between two engines: what is read is what was sent, in bounded memory, and every end is an end.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData("wsrpc.1", 0)]
    [InlineData("wsrpc.1", 1)]
    [InlineData("wsrpc.1", 70_000)]
    [InlineData("wsrpc.1", 5_000_000)]
    [InlineData("jsonrpc", 0)]
    [InlineData("jsonrpc", 1)]
    [InlineData("jsonrpc", 2_000_000)]
    public async Task Arguments_and_results_arrive_as_they_were(string subprotocol, int length)
    {
        byte[] uploaded = [];
        var source = new SourceStream(length);
        await using var pair = await ConnectAsync(
            new Archive
            {
                Reads = async content => (uploaded = await Archive.ReadAllAsync(content)).Length,
                Gives = () => source,
            },
            subprotocol);
        var proxy = pair.Client.GetProxy<IArchive>();
        var mine = new SourceStream(length);
        Assert.Equal(length, await proxy.UploadAsync("x", mine).Within());
        Assert.Equal(await Archive.ReadAllAsync(new SourceStream(length)), uploaded);
        Assert.False(mine.Disposed.IsCompleted); // it stays the caller's
        await using (var downloaded = await proxy.DownloadAsync("x").Within())
        {
            Assert.Equal(uploaded, await Archive.ReadAllAsync(downloaded!).Within());
        }

        await source.Disposed.Within();
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Far_more_than_memory_is_allowed_to_hold_crosses_both_ways_within_the_window()
    {
        const long Length = 64 * 1024 * 1024;
        const int Budget = 64 * 1024;
        long most = 0;
        SourceStream? sent = null;
        var given = new SourceStream(Length);
        await using var pair = await ConnectAsync(
            new Archive
            {
                Reads = async content =>
                {
                    // What the sender is ahead of the reader is in the window, and nowhere else.
                    var (buffer, read) = (new byte[10_000], 0L);
                    while (await content.ReadAsync(buffer) is > 0 and var count)
                    {
                        read += count;
                        most = Math.Max(most, sent!.Taken - read);
                    }

                    return read;
                },
                Gives = () => given,
            },
            configure: options => options.MaxBlobBytes = Budget);
        sent = new SourceStream(Length);
        Assert.Equal(Length, await pair.Client.GetProxy<IArchive>().UploadAsync("x", sent).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.InRange(most, 1, Budget);

        await using var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        var (place, target) = (0L, new byte[30_000]);
        while (await downloaded!.ReadAsync(target).AsTask().Within() is > 0 and var count)
        {
            Assert.Equal((byte)place, target[0]);
            Assert.Equal((byte)(place + count - 1), target[count - 1]);
            place += count;
            Assert.InRange(given.Taken - place, 0, Budget);
        }

        Assert.Equal(Length, place);
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Nothing_is_read_of_a_stream_that_nobody_reads()
    {
        await using var pair = await ConnectAsync(new Archive());
        var source = new SourceStream(1000);
        await pair.Client.GetProxy<IArchive>().IgnoreAsync(source).Within();
        Assert.Equal(0, source.Taken);
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Null_is_no_stream_and_octets_may_go_with_streams()
    {
        var archive = new Archive();
        await using var pair = await ConnectAsync(archive);
        var proxy = pair.Client.GetProxy<IArchive>();
        Assert.Equal(0, await proxy.PatchAsync([1]).Within());
        Assert.Null(await proxy.DownloadAsync("x").Within());
        Assert.Equal(300, await proxy.PatchAsync(Store.Octets(5000), new SourceStream(100), new SourceStream(200)).Within());
        Assert.Equal(Store.Octets(5000), archive.Patch);
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Stream_that_throws_fails_whoever_reads_it_and_what_has_come_is_read_before()
    {
        var failure = new TaskCompletionSource<Exception>();
        await using var pair = await ConnectAsync(new Archive
        {
            Reads = async content =>
            {
                await content.ReadExactlyAsync(new byte[1000]);
                failure.SetResult(await Assert.ThrowsAsync<RpcErrorException>(() => content.ReadAsync(new byte[1]).AsTask()));
                return 1000;
            },
            Gives = static () => new SourceStream(1000) { AtEnd = static _ => throw new IOException("a disk that is broken") },
        });
        var broken = new SourceStream(1000) { AtEnd = static _ => throw new IOException("a disk that is broken") };
        Assert.Equal(1000, await pair.Client.GetProxy<IArchive>().UploadAsync("x", broken).Within());
        Assert.Equal("archive.upload: the stream failed.", (await failure.Task.Within()).Message);
        await using var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        await downloaded!.ReadExactlyAsync(new byte[1000]).Within();
        var told = await Assert.ThrowsAsync<RpcErrorException>(() => downloaded.ReadAsync(new byte[1]).AsTask().Within());
        Assert.Equal("archive.download: the stream failed.", told.Message);
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Service_that_leaves_a_broken_stream_unhandled_has_failed_itself()
    {
        await using var pair = await ConnectAsync(new Archive());
        var broken = new SourceStream(0) { AtEnd = static _ => throw new IOException("a disk that is broken") };
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IArchive>().UploadAsync("x", broken).Within());
        Assert.Equal("archive.upload failed.", failure.Message);
    }

    [Fact]
    public async Task Argument_ends_with_its_call()
    {
        Stream? kept = null;
        await using var pair = await ConnectAsync(new Archive
        {
            Reads = async content =>
            {
                kept = content;
                return await content.ReadAsync(new byte[10]);
            },
        });
        var endless = new SourceStream(long.MaxValue);
        Assert.Equal(10, await pair.Client.GetProxy<IArchive>().UploadAsync("x", endless).Within());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => kept!.ReadAsync(new byte[10]).AsTask().Within());
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Cancelled_call_stops_the_read_of_its_stream()
    {
        var (reading, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var pair = await ConnectAsync(new Archive());
        using var cancellation = new CancellationTokenSource();
        var stuck = new SourceStream(0)
        {
            AtEnd = async cancellationToken =>
            {
                reading.SetResult();
                await using var registration = cancellationToken.Register(stopped.SetResult);
                await stopped.Task;
                return 0;
            },
        };
        var call = pair.Client.GetProxy<IArchive>().UploadAsync("x", stuck, cancellation.Token);
        await reading.Task.Within();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await stopped.Task.Within();
    }

    [Fact]
    public async Task Result_lives_until_it_is_disposed_and_its_source_ends_with_it()
    {
        var source = new SourceStream(long.MaxValue);
        await using var pair = await ConnectAsync(new Archive { Gives = () => source });
        var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        await downloaded!.ReadExactlyAsync(new byte[3_000_000]).Within();
        Assert.False(source.Disposed.IsCompleted);
        await downloaded.DisposeAsync();
        await source.Disposed.Within();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => downloaded.ReadAsync(new byte[1]).AsTask());
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Lost_connection_ends_streams_on_both_ends()
    {
        var source = new SourceStream(long.MaxValue);
        await using var pair = await ConnectAsync(new Archive { Gives = () => source });
        await using var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        await downloaded!.ReadExactlyAsync(new byte[10]).Within();
        pair.Server.Abort();
        await source.Disposed.Within();
        await Assert.ThrowsAsync<RpcConnectionLostException>(() => downloaded.CopyToAsync(Stream.Null).Within());
    }

    [Fact]
    public async Task Read_that_is_cancelled_leaves_the_stream_as_it_is()
    {
        var more = new TaskCompletionSource<int>();
        await using var pair = await ConnectAsync(new Archive { Gives = () => new SourceStream(10) { AtEnd = _ => more.Task } });
        await using var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        await downloaded!.ReadExactlyAsync(new byte[10]).Within();
        using var cancellation = new CancellationTokenSource();
        var read = downloaded.ReadAsync(new byte[10], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Within());
        more.SetResult(0);
        Assert.Equal(0, await downloaded.ReadAsync(new byte[10]).AsTask().Within());
    }

    [Fact]
    public async Task Code_that_blocks_reads_too()
    {
        await using var pair = await ConnectAsync(new Archive
        {
            Reads = static content =>
            {
                using var reader = new BinaryReader(content);
                return Task.FromResult((long)reader.ReadBytes(200_000).Length);
            },
        });
        Assert.Equal(100_000, await pair.Client.GetProxy<IArchive>().UploadAsync("x", new SourceStream(100_000)).Within());
    }

    [Fact]
    public async Task Interceptors_on_both_ends_let_streams_through()
    {
        await using var pair = await RpcPair.ConnectAsync(
            configureServer: options => { options.AddService<IArchive>(new Archive { Gives = static () => new SourceStream(3000) }); options.Interceptors.Add(new Interception.YieldingInterceptor()); },
            configureClient: options => options.Interceptors.Add(new Interception.YieldingInterceptor()));
        await pair.Greeted();
        Assert.Equal(5000, await pair.Client.GetProxy<IArchive>().UploadAsync("x", new SourceStream(5000)).Within());
        await using var downloaded = await pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within();
        Assert.Equal(3000, await Archive.ReadAsync(downloaded!).Within());
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Stream_of_a_result_that_an_interceptor_makes_an_error_of_is_let_go_on_either_end()
    {
        foreach (var atServer in (bool[])[true, false])
        {
            var source = new SourceStream(long.MaxValue);
            await using var pair = await RpcPair.ConnectAsync(
                configureServer: options => { options.AddService<IArchive>(new Archive { Gives = () => source }); Add(options, atServer); },
                configureClient: options => Add(options, !atServer));
            await pair.Greeted();
            await Assert.ThrowsAnyAsync<Exception>(() => pair.Client.GetProxy<IArchive>().DownloadAsync("x").Within());
            await source.Disposed.Within();
            await IsEmpty(pair);
        }

        static void Add(WsRpcClientOptions options, bool isHere)
        {
            if (isHere)
            {
                options.Interceptors.Add(new Refusing());
            }
        }
    }

    [Fact]
    public async Task Stream_of_a_result_that_comes_too_late_is_let_go()
    {
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = new SourceStream(long.MaxValue);
        await using var pair = await ConnectAsync(new Archive { Gives = () => source, Waits = async () => { asked.SetResult(); await goOn.Task; } });
        using var cancellation = new CancellationTokenSource();
        var call = pair.Client.GetProxy<IArchive>().DownloadAsync("x", cancellation.Token);
        await asked.Task.Within();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        goOn.SetResult();
        await source.Disposed.Within();
        await IsEmpty(pair);
    }

    [Fact]
    public async Task Batch_refuses_a_stream_that_would_be_an_argument_and_carries_one_that_is_a_result_as_text()
    {
        await using var pair = await ConnectAsync(new Archive { Gives = static () => new SourceStream(3000) });
        using var batch = pair.Client.BeginBatch();
        var refused = batch.GetProxy<IArchive>().UploadAsync("x", new SourceStream(10));
        var downloaded = batch.GetProxy<IArchive>().DownloadAsync("x");
        await batch.SendAsync();
        Assert.Equal("archive.upload was not sent: a Stream cannot go in a batch.", (await Assert.ThrowsAsync<RpcSerializationException>(() => refused.Within())).Message);
        Assert.Equal(3000, await Archive.ReadAsync((await downloaded.Within())!));
    }

    private static async Task IsEmpty(RpcPair pair)
    {
        foreach (var session in (RpcSession[])[pair.Client.Session, pair.Server.Session])
        {
            await InTime.Until(() => session.Blobs.Sent.Count == 0 && session.Blobs.Received.Count == 0 && session.Blobs.Received.ReservedBytes == 0);
        }
    }

    private static async Task<RpcPair> ConnectAsync(Archive archive, string subprotocol = "wsrpc.1", Action<WsRpcClientOptions>? configure = null)
    {
        var pair = await RpcPair.ConnectAsync(
            configureServer: options =>
            {
                options.AddService<IArchive>(archive);
                configure?.Invoke(options);
            },
            configureClient: configure,
            subprotocol: subprotocol);
        if (subprotocol == "wsrpc.1")
        {
            await pair.Greeted();
        }

        return pair;
    }

    private sealed class Refusing : RpcInterceptor
    {
        public override async ValueTask OnIncomingAsync(RpcCall call, RpcNext next)
        {
            await next.InvokeAsync(call);
            throw new InvalidOperationException("refused");
        }

        public override async ValueTask OnOutgoingAsync(RpcCall call, RpcNext next)
        {
            await next.InvokeAsync(call);
            throw new InvalidOperationException("refused");
        }
    }
}
