using System.Net;
using System.Security.Claims;
using WsRpc.Testing;

namespace WsRpc.Tests.Testing;

public sealed class RpcFakeConnectionTests
{
    private static readonly ClaimsPrincipal Alice = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice")], "test"));

    [Fact]
    public async Task Service_runs_with_it()
    {
        await using var connection = RpcConnection.Fake(user: Alice);
        var recorder = new RpcRecorder<ILobbyClient>().Answer(c => c.ConfirmAsync("", default), true);
        var lobby = new Lobby(connection, recorder.Service);
        Assert.Equal("blue", await lobby.JoinAsync("blue"));
        Assert.Equal("blue", connection.Items["room"]);
        Assert.Equal("alice", recorder.Calls[1].Argument<string>(0));
    }

    [Fact]
    public void Facts_are_those_the_test_gives()
    {
        var connection = RpcConnection.Fake(Alice, new IPEndPoint(IPAddress.Loopback, 80), "/lobby", new Dictionary<string, string> { ["X-Tenant"] = "blue" });
        Assert.Equal(("alice", "/lobby", "blue"), (connection.UserId, connection.Handshake.Path, connection.Handshake.Headers["x-tenant"]));
        Assert.Equal("127.0.0.1:80", connection.RemoteEndPoint?.ToString());
        Assert.Empty(connection.Sent);
    }

    [Fact]
    public async Task Notification_is_kept_as_it_goes_on_the_wire()
    {
        await using var connection = RpcConnection.Fake();
        await connection.GetProxy<ILobbyClient>().JoinedAsync("Ann", 2);
        Assert.Equal(["""{"jsonrpc":"2.0","method":"lobbyClient.joined","params":["Ann",2]}"""], connection.Sent);
    }

    [Fact]
    public async Task Call_is_answered_that_there_is_no_such_method()
    {
        await using var connection = RpcConnection.Fake();
        var proxy = connection.GetProxy<ILobbyClient>();
        var answers = Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<RpcMethodNotFoundException>(() => proxy.ConfirmAsync("sure?").Within())).ToList();
        foreach (var answer in answers)
        {
            Assert.Equal("lobbyClient.confirm", (await answer).Method);
        }

        Assert.Equal(20, connection.Sent.Count);
    }

    [Fact]
    public async Task Continuation_that_blocks_on_another_call_gets_its_answer()
    {
        await using var connection = RpcConnection.Fake();
        var proxy = connection.GetProxy<ILobbyClient>();
        await Assert.ThrowsAsync<RpcMethodNotFoundException>(() => proxy.PingAsync().Within()).ContinueWith(
            _ => Assert.Throws<RpcMethodNotFoundException>(() => proxy.PingAsync().Within().GetAwaiter().GetResult()),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default).Within();
    }

    [Fact]
    public async Task Closing_ends_it_as_any_other()
    {
        var connection = RpcConnection.Fake();
        await connection.CloseAsync(4000, "enough").AsTask().Within();
        var closed = await connection.Completion.Within();
        Assert.Equal((4000, "enough", false), (closed.Code, closed.Reason, closed.InitiatedByPeer));
        Assert.Throws<RpcConnectionClosedException>(() => connection.GetProxy<ILobbyClient>().JoinedAsync("Ann", 2).GetAwaiter().GetResult());
        connection.Abort();
        Assert.Equal(4000, (await connection.Completion.Within()).Code);
    }
}
