using WsRpc.Faults.Links;

namespace WsRpc.Faults.SelfTests;

/// <summary>The link does to its ends what it says.</summary>
public sealed class LanesTests
{
    private const int At = 3;

    private static readonly byte[] Sent = [1, 2, 3, 4, 5];

    public static TheoryData<string> AllManners => [.. Manners.All.Select(manners => manners.Name)];

    [Theory]
    [MemberData(nameof(AllManners))]
    public async Task Octets_arrive_in_order_whatever_the_manners(string manners)
    {
        var link = Link.Sound(Manners.Named(manners), seed: 7);
        var sent = new byte[20_000];
        Random.Shared.NextBytes(sent);
        var writing = Task.Run(async () =>
        {
            await link.Client.WriteAsync(sent);
            await link.Client.DisposeAsync();
        });
        Assert.Equal(sent, await ReadToEnd(link.Server));
        await writing.Within();
    }

    [Theory]
    [InlineData(FaultKind.Cut, true)]
    [InlineData(FaultKind.HalfClosed, false)]
    [InlineData(FaultKind.HalfClosedAndRefused, true)]
    public async Task End_of_the_stream_comes_behind_the_octet_it_was_set_to(FaultKind kind, bool writerFails)
    {
        var link = LinkWith(kind);
        var failure = await Record.ExceptionAsync(() => link.Client.WriteAsync(Sent).AsTask());
        Assert.Equal(writerFails, failure is IOException);
        Assert.Equal(Sent[..At], await ReadToEnd(link.Server));
        Assert.True(link.IsStruck);
    }

    [Theory]
    [InlineData(FaultKind.Cut, false)]
    [InlineData(FaultKind.HalfClosed, true)]
    [InlineData(FaultKind.HalfClosedAndRefused, true)]
    public async Task Other_direction_of_a_half_closed_link_goes_on(FaultKind kind, bool goesOn)
    {
        var link = LinkWith(kind);
        await Record.ExceptionAsync(() => link.Client.WriteAsync(Sent).AsTask());
        var failure = await Record.ExceptionAsync(() => link.Server.WriteAsync(Sent).AsTask());
        Assert.Equal(goesOn, failure is null);
        Assert.Equal(goesOn ? Sent.Length : 0, await link.Client.ReadAsync(new byte[10]).Within());
    }

    [Fact]
    public async Task Reset_loses_what_is_under_way_and_fails_all_four_ways()
    {
        var link = LinkWith(FaultKind.Reset);
        var reading = link.Client.ReadAsync(new byte[10]).AsTask();
        await Assert.ThrowsAsync<IOException>(() => link.Client.WriteAsync(Sent).AsTask());
        await Assert.ThrowsAsync<IOException>(() => reading.Within());
        await Assert.ThrowsAsync<IOException>(() => link.Server.ReadAsync(new byte[10]).AsTask());
        await Assert.ThrowsAsync<IOException>(() => link.Server.WriteAsync(Sent).AsTask());
        Assert.Empty(link.ToServer.Delivered);
    }

    [Fact]
    public async Task Failing_read_comes_behind_the_octet_it_was_set_to()
    {
        var link = LinkWith(FaultKind.ReadFails);
        await link.Client.WriteAsync(Sent);
        Assert.Equal(At, await link.Server.ReadAsync(new byte[10]).Within());
        await Assert.ThrowsAsync<IOException>(() => link.Server.ReadAsync(new byte[10]).AsTask());
    }

    [Fact]
    public async Task Stall_holds_the_writer_until_it_is_released()
    {
        var link = LinkWith(FaultKind.Stalled);
        var writing = link.Client.WriteAsync(Sent).AsTask();
        await link.Struck.Within();
        Assert.Equal(At, await link.Server.ReadAsync(new byte[10]).Within());
        Assert.False(writing.IsCompleted);
        link.ToServer.Release();
        await writing.Within();
        Assert.Equal(Sent.Length - At, await link.Server.ReadAsync(new byte[10]).Within());
    }

    [Fact]
    public async Task Stalled_writer_is_freed_by_either_end_that_goes_away()
    {
        foreach (var goes in new Func<Link, Stream>[] { link => link.Client, link => link.Server })
        {
            var link = LinkWith(FaultKind.Stalled);
            var writing = link.Client.WriteAsync(Sent).AsTask();
            await link.Struck.Within();
            await goes(link).DisposeAsync();
            Assert.True(await Record.ExceptionAsync(() => writing.Within()) is IOException or ObjectDisposedException);
        }
    }

    private static Link LinkWith(FaultKind kind) => Link.WithFault(Direction.ToServer, new Fault(kind, At), Manners.All[0], seed: 0);

    private static async Task<byte[]> ReadToEnd(Stream stream)
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer).Within() is > 0 and var count)
        {
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
