using System.Security.Claims;
using WsRpc.Testing;

namespace WsRpc.Tests.Testing;

public sealed class RpcTestPairTests
{
    private static readonly ClaimsPrincipal Alice = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice")], "test"));

    [Fact]
    public async Task Calls_cross_both_ways()
    {
        var recorder = new RpcRecorder<ILobbyClient>().Answer(c => c.ConfirmAsync("", default), true);
        await using var pair = await ConnectAsync(recorder, user: Alice);
        Assert.Equal("blue", await pair.Client.GetProxy<ILobby>().JoinAsync("blue").Within());
        Assert.Equal(1, await pair.Client.GetProxy<ILobby>().CountAsync().AsTask().Within());
        Assert.Equal("""["Join blue?"]""", recorder.Calls[0].Arguments.GetRawText());
        Assert.Equal("""lobbyClient.joined["alice",1]""", recorder.Calls[1].ToString());
    }

    [Fact]
    public async Task Messages_are_kept_in_both_directions_as_they_were_on_the_wire()
    {
        await using var pair = await ConnectAsync(new RpcRecorder<ILobbyClient>());
        await pair.Client.GetProxy<ILobby>().CountAsync().AsTask().Within();
        Assert.Equal(
            ["""-> {"jsonrpc":"2.0","id":1,"method":"lobby.count","params":[]}""", """<- {"jsonrpc":"2.0","id":1,"result":0}"""],
            pair.Messages.Where(message => !message.Json.Contains("$/hello")).Select(message => message.ToString()));
        Assert.Equal(2, pair.Messages.Count(message => message.Json.Contains("$/hello")));
    }

    [Fact]
    public async Task Plain_peers_say_no_hello()
    {
        await using var pair = await RpcTestPair.CreateAsync(server => server.Subprotocol = null);
        Assert.Null(pair.Server.Handshake.Subprotocol);
        Assert.Null(pair.Client.Handshake.Subprotocol);
        Assert.Empty(pair.Messages);
    }

    [Fact]
    public async Task Cut_is_a_lost_connection_to_both_ends_and_to_the_calls_on_it()
    {
        await using var pair = await RpcTestPair.CreateAsync(
            server => server.AddService<ILobby>(c => new Lobby(c, c.GetProxy<ILobbyClient>())),
            client => client.AddService<ILobbyClient>(new Undecided()));
        var joining = pair.Client.GetProxy<ILobby>().JoinAsync("blue");
        pair.Cut();
        var lost = await Assert.ThrowsAsync<RpcConnectionLostException>(() => joining.Within());
        Assert.True(lost.MayHaveRun);
        Assert.Equal((1006, true), Facts(await pair.Client.Completion.Within()));
        Assert.Equal((1006, true), Facts(await pair.Server.Completion.Within()));

        static (int, bool) Facts(RpcClosed closed) => (closed.Code, closed.InitiatedByPeer);
    }

    [Fact]
    public async Task Disposing_closes_both_ends_with_1000()
    {
        var pair = await ConnectAsync(new RpcRecorder<ILobbyClient>());
        await pair.DisposeAsync().AsTask().Within();
        Assert.Equal(1000, (await pair.Server.Completion.Within()).Code);
        Assert.Equal(1000, (await pair.Client.Completion.Within()).Code);
    }

    [Fact]
    public async Task Server_knows_of_its_client_what_the_test_says()
    {
        await using var pair = await RpcTestPair.CreateAsync(server =>
        {
            server.User = Alice;
            server.Path = "/lobby";
            server.Headers["X-Tenant"] = "blue";
        });
        Assert.Equal(("alice", "/lobby", "blue"), (pair.Server.UserId, pair.Server.Handshake.Path, pair.Server.Handshake.Headers["x-tenant"]));
    }

    [Fact]
    public async Task Service_that_cannot_be_made_fails_the_creation() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RpcTestPair.CreateAsync(client: client => client.AddService<ILobbyClient>(_ => throw new InvalidOperationException("no"))).Within());

    private static Task<RpcTestPair> ConnectAsync(RpcRecorder<ILobbyClient> recorder, ClaimsPrincipal? user = null) => RpcTestPair.CreateAsync(
        server =>
        {
            server.User = user;
            server.AddService<ILobby>(c => new Lobby(c, c.GetProxy<ILobbyClient>()));
        },
        client => client.AddService(recorder.Service));

    private sealed class Undecided : ILobbyClient
    {
        public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default) => new TaskCompletionSource<bool>().Task;

        public ValueTask<Seat?> ChooseSeatAsync(Seat proposal) => throw new NotSupportedException();

        public ValueTask JoinedAsync(string who, int members) => default;

        public Task PingAsync() => Task.CompletedTask;
    }
}
