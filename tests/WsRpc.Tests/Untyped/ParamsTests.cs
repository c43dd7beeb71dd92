using System.Text.Json.Nodes;
using WsRpc.Testing;

namespace WsRpc.Tests.Untyped;

public sealed class ParamsTests : IAsyncLifetime
{
    private readonly LanguageServer _server = new();
    private RpcTestPair _pair = null!;

    private ILanguageServer Proxy => _pair.Client.GetProxy<ILanguageServer>();

    public async Task InitializeAsync() => _pair = await RpcTestPair.CreateAsync(server => server.AddService<ILanguageServer>(_server));

    public Task DisposeAsync() => _pair.DisposeAsync().AsTask();

    [Fact]
    public async Task Object_is_the_whole_params()
    {
        Assert.Equal("a.cs:7", await Proxy.HoverAsync(new("a.cs", 7)).Within());
        AssertSent("""{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"uri":"a.cs","line":7}}""");
    }

    [Fact]
    public async Task Object_is_the_whole_params_of_a_notification_too()
    {
        await Proxy.DidChangeAsync(new("a.cs", 7));
        Assert.Equal(new("a.cs", 7), await _server.Changed.Task.Within());
        AssertSent("""{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"uri":"a.cs","line":7}}""");
    }

    [Fact]
    public async Task Null_object_is_sent_as_no_params()
    {
        Assert.Equal("nowhere", await Proxy.InitializeAsync(null).Within());
        AssertSent("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""");
    }

    [Fact]
    public async Task Method_without_parameters_sends_no_params()
    {
        await Proxy.ShutdownAsync().Within();
        AssertSent("""{"jsonrpc":"2.0","id":1,"method":"shutdown"}""");
    }

    [Fact]
    public async Task Named_arguments_are_an_object_of_the_parameters()
    {
        Assert.Equal("""a.cs:7{"x":1}""", await Proxy.DefinitionAsync("a.cs", 7, new JsonObject { ["x"] = 1 }).Within());
        AssertSent("""{"jsonrpc":"2.0","id":1,"method":"textDocument/definition","params":{"uri":"a.cs","line":7,"more":{"x":1}}}""");
    }

    [Fact]
    public async Task Method_may_choose_another_form_than_its_service()
    {
        Assert.Equal(42, await Proxy.CountAsync(2, 40).AsTask().Within());
        AssertSent("""{"jsonrpc":"2.0","id":1,"method":"workspace/count","params":[2,40]}""");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("\"n\"")]
    public async Task What_is_not_written_as_an_object_is_not_sent(string json)
    {
        var failure = await Assert.ThrowsAsync<RpcSerializationException>(() => Proxy.AnythingAsync(JsonNode.Parse(json)).Within());
        Assert.Equal("""workspace/anything: argument "value" must be written as a JSON object, since it is the whole params.""", failure.Message);
        Assert.DoesNotContain(_pair.Messages, message => message.Json.Contains("anything"));
    }

    [Theory]
    [InlineData("textDocument/hover", """{"uri":"a.cs","line":7}""", "a.cs:7")]
    [InlineData("textDocument/hover", """[{"uri":"a.cs","line":7}]""", "a.cs:7")]
    [InlineData("textDocument/hover", """{"uri":"a.cs","line":7,"more":[]}""", "a.cs:7")]
    [InlineData("initialize", null, "nowhere")]
    [InlineData("initialize", "[null]", "nowhere")]
    [InlineData("textDocument/definition", """{"uri":"b.cs"}""", "b.cs:1")]
    [InlineData("textDocument/definition", """["b.cs",2]""", "b.cs:2")]
    public async Task All_forms_are_accepted(string method, string? parameters, string expected) =>
        Assert.Equal(expected, await _pair.Client.InvokeAsync<string>(method, parameters is null ? null : JsonNode.Parse(parameters)).Within());

    [Theory]
    [InlineData("textDocument/hover", null, "textDocument/hover: argument \"position\" is missing")]
    [InlineData("textDocument/hover", """{"uri":5}""", "textDocument/hover: argument \"position\" must be a HoverParams at $.uri")]
    [InlineData("textDocument/hover", "[null]", "textDocument/hover: argument \"position\" must not be null")]
    [InlineData("textDocument/hover", "[{},{}]", "textDocument/hover: takes 1 arguments, got 2")]
    [InlineData("shutdown", """{"x":1}""", "shutdown: there is no parameter \"x\"")]
    public async Task What_does_not_fit_is_refused(string method, string? parameters, string problem)
    {
        var refusal = await Assert.ThrowsAsync<RpcInvalidParamsException>(() => _pair.Client.InvokeAsync<string>(method, parameters is null ? null : JsonNode.Parse(parameters)).Within());
        Assert.StartsWith(problem, refusal.Message);
    }

    private void AssertSent(string json) => Assert.Contains(new RpcTestMessage(FromClient: true, json), _pair.Messages);
}
