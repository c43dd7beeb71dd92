using System.Text.Json.Nodes;
using WsRpc.Testing;

namespace WsRpc.Tests.Untyped;

public sealed class NamedMethodTests
{
    [Theory]
    [InlineData("[1,2]")]
    [InlineData("""{"a":{"b":null}}""")]
    [InlineData("[]")]
    public async Task Handler_has_the_arguments_as_they_came(string parameters)
    {
        await using var pair = await ServeAsync("tools/echo", (_, arguments, _) => new(arguments?.DeepClone()));
        var result = await pair.Client.InvokeAsync<JsonNode>("tools/echo", JsonNode.Parse(parameters)).Within();
        Assert.Equal(parameters, result.ToJsonString());
    }

    [Fact]
    public async Task Absent_arguments_and_a_null_result_are_null()
    {
        await using var pair = await RpcTestPair.CreateAsync(
            server => server.AddMethod("nothing", (_, arguments, _) => arguments is null ? new((JsonNode?)null) : throw new InvalidOperationException()),
            client => client.AddService(new RpcRecorder<Testing.ILobbyClient>().Service));
        await pair.Client.GetProxy<INothing>().NothingAsync().Within();
    }

    [Fact]
    public async Task Handler_has_the_connection_and_a_token_that_fires()
    {
        var begun = new TaskCompletionSource<RpcConnection>();
        await using var pair = await ServeAsync("wait", async (connection, _, token) =>
        {
            begun.SetResult(connection);
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        using var cancelling = new CancellationTokenSource();
        var call = pair.Client.InvokeAsync<JsonNode?>("wait", null, cancelling.Token);
        Assert.Same(pair.Server, await begun.Task.Within());
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
    }

    [Fact]
    public async Task Handler_serves_notifications_too()
    {
        var noted = new TaskCompletionSource<string?>();
        await using var pair = await ServeAsync("note", (_, arguments, _) =>
        {
            noted.SetResult(arguments?.ToJsonString());
            return new(JsonValue.Create("dropped"));
        });
        await pair.Client.NotifyAsync("note", new JsonArray("x"));
        Assert.Equal("""["x"]""", await noted.Task.Within());
    }

    [Fact]
    public async Task Failure_of_a_handler_is_answered_as_that_of_a_service()
    {
        await using var pair = await ServeAsync("fail", (_, _, _) => throw new InvalidOperationException("secret"));
        var failure = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.InvokeAsync<JsonNode?>("fail").Within());
        Assert.Equal((-32000, "fail failed."), (failure.Code, failure.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$/progress")]
    [InlineData("rpc.discover")]
    public void Name_must_not_be_empty_or_reserved(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => new WsRpcServer("ws://127.0.0.1:0/").AddMethod(name, (_, _, _) => default));

    [Fact]
    public void Name_is_served_once()
    {
        var endpoint = new WsRpcServer("ws://127.0.0.1:0/").AddMethod("probe.add", (_, _, _) => default);
        Assert.Equal("\"probe.add\" is served here already.", Assert.Throws<InvalidOperationException>(() => endpoint.AddMethod("probe.add", (_, _, _) => default)).Message);
        Assert.Equal("\"probe.add\" is served here already.", Assert.Throws<InvalidOperationException>(() => endpoint.AddService<IProbe>(new Probe())).Message);
        endpoint.AddMethod("probe.subtract", (_, _, _) => default);
    }

    private static Task<RpcTestPair> ServeAsync(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler) =>
        RpcTestPair.CreateAsync(server => server.AddMethod(name, handler));
}

[WsService("", Params = WsParams.Object)]
public interface INothing
{
    Task NothingAsync();
}
