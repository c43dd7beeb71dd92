using System.Text.Json;
using WsRpc.Testing;

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
