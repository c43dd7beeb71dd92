namespace WsRpc.Tests.Streams;

/// <summary>The token that an iterator of a service is called with ends when its stream does, whether or not it is marked [EnumeratorCancellation].</summary>
public sealed class IteratorCancellationTests
{
    public static TheoryData<string?, string> Forms => new()
    {
        { "wsrpc.1", nameof(IPulses.MarkedAsync) },
        { "wsrpc.1", nameof(IPulses.UnmarkedAsync) },
        { null, nameof(IPulses.MarkedAsync) },
        { null, nameof(IPulses.UnmarkedAsync) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Reader_that_breaks_off_cancels_the_iterator(string? subprotocol, string method)
    {
        var pulses = new Pulses();
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IPulses>(pulses), subprotocol: subprotocol);
        await using (var items = Call(pair.Client.GetProxy<IPulses>(), method, default).GetAsyncEnumerator())
        {
            Assert.True(await items.MoveNextAsync().Within());
        }

        await pulses.Cancelled.Within();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Token_of_the_call_cancels_the_iterator(string? subprotocol, string method)
    {
        var pulses = new Pulses();
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IPulses>(pulses), subprotocol: subprotocol);
        using var cancellation = new CancellationTokenSource();
        await using var items = Call(pair.Client.GetProxy<IPulses>(), method, cancellation.Token).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        var next = items.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
        await pulses.Cancelled.Within();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Token_of_the_reader_cancels_the_iterator(string? subprotocol, string method)
    {
        var pulses = new Pulses();
        await using var pair = await Meeting.ConnectAsync(options => options.AddService<IPulses>(pulses), subprotocol: subprotocol);
        using var cancellation = new CancellationTokenSource();
        await using var items = Call(pair.Client.GetProxy<IPulses>(), method, default).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await items.MoveNextAsync().Within());
        var next = items.MoveNextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
        await pulses.Cancelled.Within();
    }

    private static IAsyncEnumerable<int> Call(IPulses pulses, string method, CancellationToken cancellationToken) =>
        method == nameof(IPulses.MarkedAsync) ? pulses.MarkedAsync(cancellationToken) : pulses.UnmarkedAsync(cancellationToken);
}
