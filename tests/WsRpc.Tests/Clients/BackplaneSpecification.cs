using WsRpc.CompilerServices;
using WsRpc.Tests.Events;

namespace WsRpc.Tests.Clients;

/// <summary>What holds for every backplane. Whoever writes another one derives a class from this, and has its tests.</summary>
public abstract class BackplaneSpecification
{
    private static readonly RpcMethod Tick = new("deskClient.tick", "tick");
    private static readonly byte[] Gold = """[{"symbol":"XAU"}]"""u8.ToArray();
    private static readonly byte[] Oil = """[{"symbol":"OIL"}]"""u8.ToArray();

    [Fact]
    public async Task All_are_told_but_those_left_out()
    {
        await using var desk = await OpenAsync();
        await using var ann = await desk.ConnectAsync();
        await using var bob = await desk.ConnectAsync();
        await using var eve = await desk.ConnectAsync();
        await desk.Backplane.NotifyAsync(RpcTarget.AllExcept(bob.Id, "nobody"), Tick, Gold);
        await desk.Backplane.NotifyAsync(RpcTarget.All, Tick, Oil);
        Assert.Equal(["XAU", "OIL"], await ann.Ticks.Next(2));
        Assert.Equal(["OIL"], await bob.Ticks.Next(1));
        Assert.Equal(["XAU", "OIL"], await eve.Ticks.Next(2));
    }

    [Fact]
    public async Task User_is_told_on_each_of_his_connections()
    {
        await using var desk = await OpenAsync();
        await using var laptop = await desk.ConnectAsync("ann");
        await using var phone = await desk.ConnectAsync("ann");
        await using var other = await desk.ConnectAsync("bob");
        await desk.Backplane.NotifyAsync(RpcTarget.User("ann"), Tick, Gold);
        await desk.Backplane.NotifyAsync(RpcTarget.User("nobody"), Tick, Gold);
        await desk.Backplane.NotifyAsync(RpcTarget.All, Tick, Oil);
        Assert.Equal(["XAU", "OIL"], await laptop.Ticks.Next(2));
        Assert.Equal(["XAU", "OIL"], await phone.Ticks.Next(2));
        Assert.Equal(["OIL"], await other.Ticks.Next(1));
        Assert.Equal(["ann", "bob"], (await desk.Backplane.UsersAsync(default)).Order());
        Assert.Equal(2, await desk.Backplane.CountAsync(RpcTarget.User("ann"), default));
    }

    [Fact]
    public async Task Group_is_who_has_joined_and_not_left()
    {
        await using var desk = await OpenAsync();
        await using var ann = await desk.ConnectAsync();
        await using var bob = await desk.ConnectAsync();
        await using var eve = await desk.ConnectAsync();
        foreach (var client in (DeskClient[])[ann, ann, bob, eve])
        {
            await desk.Backplane.AddAsync(client.Id, "metals", default);
        }

        await desk.Backplane.RemoveAsync(eve.Id, "metals", default);
        await desk.Backplane.RemoveAsync(eve.Id, "metals", default);
        await desk.Backplane.RemoveAsync(eve.Id, "nothing", default);
        Assert.Equal(((string[])[ann.Id, bob.Id]).Order(), (await desk.Backplane.ConnectionsAsync(RpcTarget.Group("metals"), default)).Order());
        Assert.Equal(2, await desk.Backplane.CountAsync(RpcTarget.Group("metals"), default));
        Assert.Equal([bob.Id], await desk.Backplane.ConnectionsAsync(RpcTarget.GroupExcept("metals", ann.Id), default));
        Assert.Equal(1, await desk.Backplane.CountAsync(RpcTarget.GroupExcept("metals", ann.Id), default));
        Assert.Equal(0, await desk.Backplane.CountAsync(RpcTarget.Group("Metals"), default));
        await desk.Backplane.NotifyAsync(RpcTarget.GroupExcept("metals", bob.Id), Tick, Gold);
        await desk.Backplane.NotifyAsync(RpcTarget.Group("metals"), Tick, Oil);
        await desk.Backplane.NotifyAsync(RpcTarget.All, Tick, """[{"symbol":"END"}]"""u8);
        Assert.Equal(["XAU", "OIL", "END"], await ann.Ticks.Next(3));
        Assert.Equal(["OIL", "END"], await bob.Ticks.Next(2));
        Assert.Equal(["END"], await eve.Ticks.Next(1));
    }

    [Fact]
    public async Task Connection_knows_its_groups()
    {
        await using var desk = await OpenAsync();
        await using var ann = await desk.ConnectAsync();
        await desk.Backplane.AddAsync(ann.Id, "a", default);
        await desk.Backplane.AddAsync(ann.Id, "b", default);
        Assert.Equal(["a", "b"], (await desk.Backplane.GroupsAsync(ann.Id, default)).Order());
        await desk.Backplane.RemoveAsync(ann.Id, "a", default);
        Assert.Equal(["b"], await desk.Backplane.GroupsAsync(ann.Id, default));
        Assert.Empty(await desk.Backplane.GroupsAsync("nobody", default));
    }

    [Fact]
    public async Task Connection_that_ends_is_nowhere()
    {
        await using var desk = await OpenAsync();
        var ann = await desk.ConnectAsync("ann");
        await using var bob = await desk.ConnectAsync("bob");
        await desk.Backplane.AddAsync(ann.Id, "metals", default);
        await ann.DisposeAsync();
        await UntilAsync(async () => await desk.Backplane.CountAsync(RpcTarget.All, default) == 1);
        await desk.Backplane.AddAsync(ann.Id, "metals", default);
        Assert.Equal(0, await desk.Backplane.CountAsync(RpcTarget.Group("metals"), default));
        Assert.Equal(0, await desk.Backplane.CountAsync(RpcTarget.User("ann"), default));
        Assert.Empty(await desk.Backplane.ConnectionsAsync(RpcTarget.Client(ann.Id), default));
        Assert.Equal([bob.Id], await desk.Backplane.ConnectionsAsync(RpcTarget.All, default));
        Assert.Equal(["bob"], await desk.Backplane.UsersAsync(default));
        await desk.Backplane.NotifyAsync(RpcTarget.Group("metals"), Tick, Gold);
        await desk.Backplane.NotifyAsync(RpcTarget.All, Tick, Oil);
        Assert.Equal(["OIL"], await bob.Ticks.Next(1));
    }

    [Fact]
    public async Task Single_connection_is_called_and_one_that_is_not_there_fails()
    {
        await using var desk = await OpenAsync();
        await using var ann = await desk.ConnectAsync();
        Assert.Equal(7, await Proxy(ann.Id).CountAsync().Within());
        await Proxy(ann.Id).TickAsync(new Tick("XAU"));
        Assert.Equal(["XAU"], await ann.Ticks.Next(1));
        var failure = await Assert.ThrowsAsync<RpcConnectionClosedException>(() => Proxy("nobody").CountAsync().Within());
        Assert.Equal(("deskClient.count", "nobody", false), (failure.Method, failure.ConnectionId, failure.MayHaveRun));
        await Assert.ThrowsAsync<RpcConnectionClosedException>(() => Proxy("nobody").TickAsync(new Tick("XAU")).Within());

        IDeskClient Proxy(string id)
        {
            var channel = desk.Backplane.ChannelTo(id, null);
            return RpcContracts.Get<IDeskClient>().CreateProxy(channel, channel.Json);
        }
    }

    [Fact]
    public async Task Changes_are_told_in_their_order()
    {
        await using var desk = await OpenAsync();
        await using var first = await desk.ConnectAsync("ann");
        var changes = new Told<RpcPresenceChange>();
        desk.Backplane.Changed += changes.Add;
        var second = await desk.ConnectAsync("ann");
        await desk.Backplane.AddAsync(second.Id, "metals", default);
        await desk.Backplane.AddAsync(first.Id, "metals", default);
        await desk.Backplane.AddAsync(first.Id, "metals", default);
        await desk.Backplane.RemoveAsync(first.Id, "metals", default);
        await second.DisposeAsync();
        Assert.Equal(
            [
                new(RpcPresenceKind.Connected, second.Id, "ann", null, 2),
                new(RpcPresenceKind.Joined, second.Id, "ann", "metals", 1),
                new(RpcPresenceKind.Joined, first.Id, "ann", "metals", 2),
                new(RpcPresenceKind.Left, first.Id, "ann", "metals", 1),
                new(RpcPresenceKind.Left, second.Id, "ann", "metals", 0),
                new(RpcPresenceKind.Disconnected, second.Id, "ann", null, 1),
            ],
            await changes.Next(6));
        desk.Backplane.Changed -= changes.Add;
        await first.DisposeAsync();
        await UntilAsync(async () => await desk.Backplane.CountAsync(RpcTarget.All, default) == 0);
        Assert.True(changes.IsEmpty);
    }

    [Fact]
    public async Task What_is_cancelled_before_does_nothing()
    {
        await using var desk = await OpenAsync();
        await using var ann = await desk.ConnectAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.AddAsync(ann.Id, "a", cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.RemoveAsync(ann.Id, "a", cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.GroupsAsync(ann.Id, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.ConnectionsAsync(RpcTarget.All, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.CountAsync(RpcTarget.All, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Backplane.UsersAsync(cancelled).AsTask());
        Assert.Empty(await desk.Backplane.GroupsAsync(ann.Id, default));
    }

    /// <summary>A backplane that clients can connect to.</summary>
    private protected abstract Task<IBackplaneUnderTest> OpenAsync();

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(InTime.Limit);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "It did not become so in time.");
            await Task.Yield();
        }
    }

    private protected interface IBackplaneUnderTest : IAsyncDisposable
    {
        IRpcBackplane Backplane { get; }

        Task<DeskClient> ConnectAsync(string? user = null);
    }
}
