using WsRpc.Protocol.WebSocket;
using static WsRpc.Protocol.WebSocket.WebSocketTrigger;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>RFC 6455 §7.</summary>
public sealed class WebSocketTransitionsTests
{
    [Theory]
    [InlineData(CloseSent, CloseReceived)]
    [InlineData(CloseReceived, CloseSent)]
    public void Both_close_frames_in_either_order_close_the_connection(WebSocketTrigger first, WebSocketTrigger second)
    {
        AssertEnds(WebSocketState.Closed, first, second);
        AssertEnds(WebSocketState.Closed, first, second, TransportEnded);
    }

    [Fact]
    public void Transport_that_ends_before_both_close_frames_aborts_the_connection()
    {
        AssertEnds(WebSocketState.Aborted, TransportEnded);
        AssertEnds(WebSocketState.Aborted, CloseSent, TransportEnded);
        AssertEnds(WebSocketState.Aborted, CloseReceived, TransportEnded);
    }

    [Fact]
    public void Failing_closes_the_connection_from_every_state_before()
    {
        AssertEnds(WebSocketState.Closed, Failed);
        AssertEnds(WebSocketState.Closed, CloseSent, Failed);
        AssertEnds(WebSocketState.Closed, CloseReceived, Failed);
    }

    [Fact]
    public void What_comes_after_the_end_changes_nothing()
    {
        AssertEnds(WebSocketState.Closed, Failed, CloseReceived, Failed, TransportEnded);
        AssertEnds(WebSocketState.Aborted, TransportEnded, CloseReceived, Failed, TransportEnded);
    }

    [Theory]
    [InlineData(WebSocketState.CloseSent, CloseSent)]
    [InlineData(WebSocketState.CloseReceived, CloseReceived)]
    [InlineData(WebSocketState.Closed, CloseSent)]
    [InlineData(WebSocketState.Aborted, CloseSent)]
    public void Mistake_of_ours_throws(WebSocketState state, WebSocketTrigger trigger) =>
        Assert.Throws<InvalidOperationException>(() => WebSocketTransitions.Next(state, trigger));

    [Fact]
    public void Every_pair_stands_in_the_table()
    {
        foreach (var state in Enum.GetValues<WebSocketState>())
        {
            foreach (var trigger in Enum.GetValues<WebSocketTrigger>())
            {
                Assert.Null(Record.Exception(() => WebSocketTransitions.Find(state, trigger)));
            }
        }
    }

    private static void AssertEnds(WebSocketState expected, params WebSocketTrigger[] triggers) =>
        Assert.Equal(expected, triggers.Aggregate(WebSocketState.Open, WebSocketTransitions.Next));
}
