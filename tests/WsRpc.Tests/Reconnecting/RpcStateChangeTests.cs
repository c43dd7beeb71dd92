using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Reconnecting;

/// <summary>What a change of state says of itself.</summary>
public sealed class RpcStateChangeTests
{
    private readonly RpcClosed _lost = new(new WebSocketClosed(1001, "the server stops", initiatedByPeer: true));

    [Fact]
    public void Loss_says_when_the_next_attempt_is_and_why() => Assert.Equal(
        "Reconnecting, attempt 2 in 0.5 s: closed with code 1001: the server stops",
        new RpcStateChange { Old = RpcConnectionState.Open, New = RpcConnectionState.Reconnecting, Closed = _lost, Attempt = 2, Delay = TimeSpan.FromMilliseconds(500) }.ToString());

    [Fact]
    public void Attempt_that_has_failed_says_why_and_without_its_stack() => Assert.Equal(
        "Reconnecting, attempt 3 in 12.346 s: refused",
        new RpcStateChange { New = RpcConnectionState.Reconnecting, Closed = _lost, Exception = new InvalidOperationException("refused"), Attempt = 3, Delay = TimeSpan.FromSeconds(12.3456) }.ToString());

    [Fact]
    public void Connection_that_stands_says_no_more() => Assert.Equal("Open", new RpcStateChange { New = RpcConnectionState.Open, Attempt = 4 }.ToString());
}
