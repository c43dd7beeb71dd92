namespace WsRpc.Tests.Rpc;

/// <summary>Whose a service object is, and when it ends.</summary>
public sealed class ServiceLifetimeTests
{
    [Fact]
    public async Task Shared_instance_serves_every_connection_and_is_never_disposed()
    {
        var probe = new Owned();
        for (var i = 0; i < 2; i++)
        {
            await using var pair = await RpcPair.ConnectAsync(server: probe);
            await pair.Proxy.NoteAsync($"{i}").Within();
            await pair.Client.CloseAsync().Within();
            await pair.Server.Completion.Within();
        }

        Assert.Equal(["0", "1"], probe.Notes);
        Assert.False(probe.Disposed.Task.IsCompleted);
    }

    [Fact]
    public async Task Factory_makes_one_object_a_connection_and_it_is_disposed_with_it()
    {
        var made = new List<Owned>();
        var pairs = new List<RpcPair>();
        for (var i = 0; i < 2; i++)
        {
            pairs.Add(await RpcPair.ConnectAsync(configureServer: options => options.AddService<IProbe>(connection =>
            {
                var service = new Owned();
                made.Add(service);
                return service;
            })));
        }

        await pairs[0].Proxy.NoteAsync("first").Within();
        await pairs[0].Client.CloseAsync().Within();
        await made[0].Disposed.Task.Within();
        Assert.Equal(2, made.Count);
        Assert.Equal(["first"], made[0].Notes);
        Assert.False(made[1].Disposed.Task.IsCompleted);
        await pairs[1].DisposeAsync();
        await made[1].Disposed.Task.Within();
    }

    [Fact]
    public async Task Service_is_disposed_after_its_last_call_has_ended()
    {
        var gate = new TaskCompletionSource<string>();
        var service = new Owned { Run = gate.Task };
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IProbe>(_ => service));
        var call = pair.Proxy.RunAsync("x");
        await pair.Proxy.EchoAsync(1).Within();
        await pair.Client.CloseAsync().Within();
        await pair.Server.Completion.Within();
        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within());
        Assert.False(service.Disposed.Task.IsCompleted);
        gate.SetResult("late");
        await service.Disposed.Task.Within();
    }

    [Fact]
    public async Task Service_may_wait_for_the_end_of_its_connection_while_it_is_disposed()
    {
        Owned? service = null;
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IProbe>(connection => service = new Owned
        {
            OnDispose = () => Assert.True(connection.CloseAsync().AsTask().Wait(InTime.Limit)),
        }));
        pair.Client.Abort();
        await pair.Server.Completion.Within();
        await service!.Disposed.Task.Within();
    }

    [Fact]
    public async Task Disposal_that_throws_keeps_no_other_service_from_its_own()
    {
        var service = new Owned();
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options
            .AddService<IProbe>(_ => service)
            .AddService<IOther>(_ => new Throwing()));
        pair.Client.Abort();
        await service.Disposed.Task.Within();
    }

    [Fact]
    public async Task Factory_that_throws_closes_1011_and_disposes_what_was_made()
    {
        var service = new Owned();
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(_ => service);
        options.AddService<IOther>(_ => throw new InvalidOperationException("no service today"));
        var (client, server) = WebSocketConnection.CreateInMemoryPair();
        var attaching = WsRpcClient.AttachAsync(client, options);
        var message = await server.ReceiveAsync().Within();
        Assert.True(message.IsClose);
        Assert.Equal((1011, "a service could not be created"), (server.Closed!.Code, server.Closed.Reason));
        Assert.Equal("no service today", (await Assert.ThrowsAsync<InvalidOperationException>(() => attaching.Within())).Message);
        await service.Disposed.Task.Within();
    }

    [Fact]
    public void Two_services_with_one_wire_name_are_refused()
    {
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        var failure = Assert.Throws<InvalidOperationException>(() => options.AddService<IProbeNamesake>(new Namesake()));
        Assert.Equal("WsRpc.Tests.IProbe and WsRpc.Tests.IProbeNamesake both serve \"probe.echo\"; name one with [WsService(\"…\")].", failure.Message);
    }

    [Fact]
    public void Service_twice_is_refused()
    {
        var options = new WsRpcClientOptions();
        options.AddService<IProbe>(new Probe());
        var failure = Assert.Throws<InvalidOperationException>(() => options.AddService<IProbe>(_ => new Probe()));
        Assert.Equal("IProbe is served here already.", failure.Message);
    }

    private sealed class Owned : IProbe, IAsyncDisposable
    {
        private readonly Probe _probe = new();

        public TaskCompletionSource Disposed { get; } = new();

        public Task<string>? Run { get; init; }

        public Action OnDispose { get; init; } = () => { };

        public IEnumerable<string> Notes => _probe.Notes;

        public Task<int> AddAsync(int a, int b) => _probe.AddAsync(a, b);

        public ValueTask<int> EchoAsync(int value) => _probe.EchoAsync(value);

        public ValueTask<string> SayAsync(string text, int times, string? mark) => _probe.SayAsync(text, times, mark);

        public Task<string> RunAsync(string name, CancellationToken cancellationToken) => Run!;

        public ValueTask<int> AskAsync(int value, CancellationToken cancellationToken) => new(value);

        public Task<Box> OpenAsync(Box box) => Task.FromResult(box);

        public Task ResetAsync() => Task.CompletedTask;

        public ValueTask NoteAsync(string text) => _probe.NoteAsync(text);

        public ValueTask DisposeAsync()
        {
            OnDispose();
            Disposed.SetResult();
            return default;
        }
    }

    private sealed class Throwing : IOther, IDisposable
    {
        public Task PingAsync() => Task.CompletedTask;

        public void Dispose() => throw new InvalidOperationException();
    }

    private sealed class Namesake : IProbeNamesake
    {
        public Task<int> EchoAsync(int value) => Task.FromResult(value);
    }
}
