namespace WsRpc.Conformance;

/// <summary>A peer that ends its way of the TCP connection without a Close frame (RFC 6455 §7.1.5: 1006).</summary>
public sealed class HalfCloseTests
{
    [Fact]
    public Task Server_answers_what_came_before_and_ends() => AnswersAndEndsAsync(PeersUnderTest.Server);

    [Fact]
    public Task Client_answers_what_came_before_and_ends() => AnswersAndEndsAsync(PeersUnderTest.Client);

    [Fact]
    public Task Server_ends_where_a_frame_is_cut_off() => EndsAsync(PeersUnderTest.Server);

    [Fact]
    public Task Client_ends_where_a_frame_is_cut_off() => EndsAsync(PeersUnderTest.Client);

    private static async Task AnswersAndEndsAsync(IEchoPeer peer)
    {
        var (fuzzer, echo) = await peer.MeetAsync(Protocol.WebSocket.WebSocketLimits.Default);
        using (fuzzer)
        {
            await fuzzer.SendAsync(Frames.Text("last words"));
            fuzzer.EndSending();
            await echo.Within();
            await fuzzer.SeesTheEndAsync();
            Assert.True(Frames.Text("last words").IsSameMessageAs(Assert.Single(fuzzer.Received.Received)));
            Assert.Null(fuzzer.Received.Close);
        }
    }

    private static async Task EndsAsync(IEchoPeer peer)
    {
        for (var cut = 0; cut < 8; cut++)
        {
            var (fuzzer, echo) = await peer.MeetAsync(Protocol.WebSocket.WebSocketLimits.Default);
            using (fuzzer)
            {
                await fuzzer.SendOctetsAsync(fuzzer.Encode(Frames.Text("cut off here")).AsMemory(0, cut));
                fuzzer.EndSending();
                await echo.Within();
                await fuzzer.SeesTheEndAsync();
                Assert.Empty(fuzzer.Received.Received);
            }
        }
    }
}
