using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Several addresses of one host (RFC 8305), on sockets that answer when a test says so.</summary>
public sealed class AddressRaceTests
{
    private static readonly IPAddress First = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress Second = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Third = IPAddress.Parse("2001:db8::2");

    private readonly FakeTimeProvider _clock = new();
    private readonly PromisedSockets _sockets = new();

    [Theory]
    [InlineData("::1 ::2 1.1.1.1 1.1.1.2", "::1 1.1.1.1 ::2 1.1.1.2")]
    [InlineData("1.1.1.1 ::1 ::2 ::3", "1.1.1.1 ::1 ::2 ::3")]
    [InlineData("::1 ::2", "::1 ::2")]
    [InlineData("1.1.1.1", "1.1.1.1")]
    public void Families_take_turns_beginning_with_the_first(string given, string expected) =>
        Assert.Equal(expected.Split(' '), AddressRace.Interleave([.. given.Split(' ').Select(IPAddress.Parse)]).Select(address => address.ToString()));

    [Fact]
    public void Nobody_is_no_family() => Assert.Empty(AddressRace.Interleave([]));

    [Fact]
    public async Task Second_address_starts_a_quarter_of_a_second_later()
    {
        var racing = RunAsync(First, Second);
        Assert.Equal([First], _sockets.Asked);
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal([First], _sockets.Asked);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await InTime.Until(() => _sockets.Asked.Count == 2);
        await using var stream = await _sockets.AnswersAsync(Second);
        Assert.Same(stream, await racing.Within());
    }

    [Fact]
    public async Task Address_that_is_late_may_still_win()
    {
        var racing = RunAsync(First, Second);
        _clock.Advance(AddressRace.AttemptDelay);
        await InTime.Until(() => _sockets.Asked.Count == 2);
        await using var stream = await _sockets.AnswersAsync(First);
        Assert.Same(stream, await racing.Within());
        await InTime.Until(() => _sockets.IsCancelled(Second));
    }

    [Fact]
    public async Task Loser_that_answers_after_all_is_closed()
    {
        _sockets.Heeds = false;
        var racing = RunAsync(First, Second);
        _clock.Advance(AddressRace.AttemptDelay);
        await InTime.Until(() => _sockets.Asked.Count == 2);
        await using var winner = await _sockets.AnswersAsync(Second);
        Assert.Same(winner, await racing.Within());
        var loser = await _sockets.AnswersAsync(First);
        await InTime.Until(() => !loser.CanRead);
    }

    [Fact]
    public async Task Failure_gives_the_next_one_its_turn_at_once()
    {
        var racing = RunAsync(First, Second);
        _sockets.Refuses(First);
        await InTime.Until(() => _sockets.Asked.Count == 2);
        await using var stream = await _sockets.AnswersAsync(Second);
        Assert.Same(stream, await racing.Within());
    }

    [Fact]
    public async Task Failures_of_all_are_told()
    {
        var racing = RunAsync(First, Second);
        _sockets.Refuses(First);
        await InTime.Until(() => _sockets.Asked.Count == 2);
        _sockets.Refuses(Second, SocketError.NetworkUnreachable);
        var failure = await Assert.ThrowsAsync<IOException>(() => racing.Within());
        Assert.Contains("([2001:db8::1]:80)", failure.Message);
        Assert.Contains("(192.0.2.1:80)", failure.Message);
        Assert.Equal(SocketError.NetworkUnreachable, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task Host_without_addresses_is_called_so() =>
        Assert.Contains("no address", (await Assert.ThrowsAsync<IOException>(() => RunAsync().Within())).Message);

    [Fact]
    public async Task Cancellation_ends_the_race_and_all_attempts()
    {
        using var cancellation = new CancellationTokenSource();
        var racing = new AddressRace(_sockets, _clock).RunAsync([First, Second, Third], 80, cancellation.Token);
        _clock.Advance(AddressRace.AttemptDelay);
        await InTime.Until(() => _sockets.Asked.Count == 2);
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => racing.Within());
        await InTime.Until(() => _sockets.IsCancelled(First) && _sockets.IsCancelled(Second));
        Assert.Equal(2, _sockets.Asked.Count);
        Assert.Equal(0, _clock.TimerCount);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Address_that_refuses_is_passed_over(SocketKind kind)
    {
        using var listener = SocketPair.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        await using var stream = await new AddressRace(kind.Io(), _clock).RunAsync([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback], port, default).Within();
        Assert.Equal(listener.LocalEndPoint, stream.Socket.RemoteEndPoint);
    }

    [Theory, PortableSockets, EpollSockets]
    public async Task Address_that_does_not_answer_is_overtaken(SocketKind kind)
    {
        using var full = await FullListener.CreateAsync();
        using var listener = SocketPair.Listen(port: full.EndPoint.Port, address: IPAddress.Parse("127.0.0.2"));
        var racing = new AddressRace(kind.Io(), _clock).RunAsync([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")], full.EndPoint.Port, default);
        await InTime.Until(() => _clock.TimerCount == 1);
        _clock.Advance(AddressRace.AttemptDelay);
        await using var stream = await racing.Within();
        Assert.Equal(listener.LocalEndPoint, stream.Socket.RemoteEndPoint);
    }

    private Task<NetworkStream> RunAsync(params IPAddress[] addresses) => new AddressRace(_sockets, _clock).RunAsync(addresses, 80, default);
}
