using System.Text.Json;
using WsRpc.Testing;
using WsRpc.Tests.Streams;

namespace WsRpc.Tests.Testing;

public sealed class RpcRecorderTests
{
    private readonly RpcRecorder<ILobbyClient> _recorder = new();

    [Fact]
    public async Task Method_without_a_result_is_answered_and_kept()
    {
        await _recorder.Service.PingAsync();
        await _recorder.Service.JoinedAsync("Ann", 2);
        Assert.Equal(["lobbyClient.ping[]", """lobbyClient.joined["Ann",2]"""], _recorder.Calls.Select(call => call.ToString()));
    }

    [Fact]
    public async Task Method_with_a_result_is_answered_as_it_was_told()
    {
        _recorder.Answer(c => c.ConfirmAsync("", default), true).Answer(c => c.ChooseSeatAsync(new(0, "")), new Seat(3, "left"));
        Assert.True(await _recorder.Service.ConfirmAsync("sure?"));
        Assert.Equal(new Seat(3, "left"), await _recorder.Service.ChooseSeatAsync(new(1, "right")));
        Assert.Equal("sure?", _recorder.Calls[0].Argument<string>(0));
        Assert.Equal(new Seat(1, "right"), _recorder.Calls[1].Argument<Seat>(0));
        Assert.Equal(2, _recorder.Calls.Count);
    }

    [Fact]
    public async Task Octets_and_streams_are_kept_and_answered_as_text()
    {
        var recorder = new RpcRecorder<Binary.IArchive>().Answer(c => c.UploadAsync("", Stream.Null, default), 3L).Answer(c => c.DownloadAsync("", default), new MemoryStream([1, 2]));
        Assert.Equal(3, await recorder.Service.UploadAsync("x", new MemoryStream([1, 2, 3])));
        Assert.Equal([1, 2], await Binary.Archive.ReadAllAsync((await recorder.Service.DownloadAsync("x"))!));
        Assert.Equal(["archive.upload[\"x\",\"AQID\"]", "archive.download[\"x\"]"], recorder.Calls.Select(call => call.ToString()));
        Assert.Equal([1, 2, 3], recorder.Calls[0].Argument<byte[]>(1));
    }

    [Fact]
    public async Task Streams_of_every_form_are_answered_with_their_items()
    {
        var recorder = new RpcRecorder<IFeed>().Answer(c => c.CountAsync(0, default), [1, 2]).Answer(c => c.OpenAsync(0, default), [3]).Answer(c => c.ReadAsync(""), ["a", "b"]);
        var counting = recorder.Service.CountAsync(5);
        Assert.Empty(recorder.Calls);
        Assert.Equal([1, 2], await counting.CollectAsync().Within());
        Assert.Equal([1, 2], await counting.CollectAsync().Within());
        Assert.Equal([3], await (await recorder.Service.OpenAsync(6)).CollectAsync().Within());
        Assert.Equal(["a", "b"], await (await recorder.Service.ReadAsync("x")).CollectAsync().Within());
        Assert.Equal(["feed.count[5]", "feed.count[5]", "feed.open[6]", "feed.read[\"x\"]"], recorder.Calls.Select(call => call.ToString()));
        recorder.Answer(c => c.CountAsync(0, default), []);
        Assert.Empty(await counting.CollectAsync().Within());
    }

    [Fact]
    public async Task Items_of_an_answer_come_and_fail_as_its_stream_does()
    {
        var latest = new RpcLatest<int, int>();
        var recorder = new RpcRecorder<IFeed>().Answer(c => c.CountAsync(0, default), latest).Answer(c => c.OpenAsync(0, default), latest);
        await using var items = recorder.Service.CountAsync(5).GetAsyncEnumerator();
        var next = items.MoveNextAsync();
        Assert.False(next.IsCompleted);
        latest.Post(1, 7);
        Assert.True(await next.Within());
        Assert.Equal(7, items.Current);
        var failure = new RpcErrorException(7, "no");
        latest.Complete(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<RpcErrorException>(() => items.MoveNextAsync().Within()));
        Assert.Same(failure, await Assert.ThrowsAsync<RpcErrorException>(async () => await (await recorder.Service.OpenAsync(6)).CollectAsync().Within()));
    }

    [Fact]
    public async Task Stream_of_an_answer_ends_with_the_token_of_its_call_and_of_its_reader()
    {
        var recorder = new RpcRecorder<IFeed>().Answer(c => c.OpenAsync(0, default), new RpcLatest<int, int>());
        using var cancellation = new CancellationTokenSource();
        var ofCall = (await recorder.Service.OpenAsync(1, cancellation.Token)).CollectAsync();
        var ofReader = (await recorder.Service.OpenAsync(1)).CollectAsync(cancellation.Token);
        Assert.False(ofCall.IsCompleted || ofReader.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ofCall.Within());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ofReader.Within());
    }

    [Fact]
    public async Task Stream_that_was_told_to_cannot_be_opened_until_it_is_told_an_answer()
    {
        var failure = new RpcErrorException(7, "no");
        var recorder = new RpcRecorder<IFeed>().Fail(c => c.CountAsync(0, default), failure);
        Assert.Same(failure, await Assert.ThrowsAsync<RpcErrorException>(() => recorder.Service.CountAsync(5).CollectAsync().Within()));
        recorder.Answer(c => c.CountAsync(0, default), [1]);
        Assert.Equal([1], await recorder.Service.CountAsync(5).CollectAsync().Within());
    }

    [Fact]
    public async Task Stream_without_an_answer_says_what_is_missing()
    {
        var recorder = new RpcRecorder<IFeed>();
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => recorder.Service.CountAsync(5).CollectAsync().Within());
        Assert.Equal("The recorder has no answer for feed.count: tell it one by Answer.", missing.Message);
    }

    [Fact]
    public async Task Stream_in_an_argument_is_kept_as_null()
    {
        var recorder = new RpcRecorder<IFeed>().Answer(c => c.SumAsync(null!, default), 3);
        Assert.Equal(3, await recorder.Service.SumAsync(new RpcLatest<int, int>()));
        Assert.Equal("feed.sum[null]", recorder.Calls[0].ToString());
    }

    [Fact]
    public void Events_are_raised_at_the_handlers_that_are_there()
    {
        var recorder = new RpcRecorder<Events.IRooms>();
        var closed = new List<string>();
        var emptied = 0;
        EventHandler<Events.RoomClosed> handler = (sender, e) => closed.Add($"{e.Room} {ReferenceEquals(sender, recorder.Service)}");
        recorder.Service.RoomClosed += handler;
        recorder.Service.Emptied += (_, _) => emptied++;
        recorder.Raise(c => c.RoomClosed += null, new Events.RoomClosed("lobby"));
        recorder.Raise(c => c.Emptied += null);
        recorder.Service.RoomClosed -= handler;
        recorder.Raise(c => c.RoomClosed += null, new Events.RoomClosed("attic"));
        Assert.Equal(["lobby True"], closed);
        Assert.Equal(1, emptied);
        Assert.Throws<ArgumentException>(() => recorder.Raise(_ => { }));
    }

    [Fact]
    public async Task Later_answer_replaces_the_one_before()
    {
        _recorder.Answer(c => c.ConfirmAsync("", default), true).Answer(c => c.ConfirmAsync("", default), false);
        Assert.False(await _recorder.Service.ConfirmAsync("sure?"));
    }

    [Fact]
    public async Task Null_may_be_an_answer()
    {
        _recorder.Answer(c => c.ChooseSeatAsync(new(0, "")), null);
        Assert.Null(await _recorder.Service.ChooseSeatAsync(new(1, "right")));
    }

    [Fact]
    public async Task Method_that_was_told_to_fails_until_it_is_told_an_answer()
    {
        var failure = new RpcErrorException(7, "no");
        _recorder.Fail(c => c.ConfirmAsync("", default), failure).Fail(c => c.PingAsync(), failure);
        Assert.Same(failure, await Assert.ThrowsAsync<RpcErrorException>(() => _recorder.Service.ConfirmAsync("sure?")));
        Assert.Same(failure, await Assert.ThrowsAsync<RpcErrorException>(() => _recorder.Service.PingAsync()));
        _recorder.Answer(c => c.ConfirmAsync("", default), true);
        Assert.True(await _recorder.Service.ConfirmAsync("sure?"));
    }

    [Fact]
    public async Task Method_with_a_result_and_no_answer_says_what_is_missing()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => _recorder.Service.ConfirmAsync("sure?"));
        Assert.Equal("The recorder has no answer for lobbyClient.confirm: tell it one by Answer.", missing.Message);
    }

    [Fact]
    public void Answer_needs_a_method_that_is_answered()
    {
        Assert.Throws<ArgumentException>(() => _recorder.Answer(_ => Task.FromResult(true), true));
        Assert.Throws<ArgumentException>(() => _recorder.Fail(c => c.JoinedAsync("", 0).AsTask(), new JsonException()));
        Assert.Empty(_recorder.Calls);
    }

    [Fact]
    public async Task Cancelled_call_is_not_kept()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _recorder.Service.ConfirmAsync("sure?", cancelled.Token));
        Assert.Equal(cancelled.Token, exception.CancellationToken);
        Assert.Empty(_recorder.Calls);
    }

    [Fact]
    public void Contract_must_be_one() => Assert.Throws<InvalidOperationException>(() => new RpcRecorder<IDisposable>());
}
