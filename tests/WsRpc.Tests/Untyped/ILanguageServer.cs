using System.Text.Json.Nodes;

namespace WsRpc.Tests.Untyped;

/// <summary>A contract of somebody else's protocol, which sends objects as params.</summary>
[WsService("", Params = WsParams.Object)]
public interface ILanguageServer
{
    [WsMethod("textDocument/hover")]
    Task<string?> HoverAsync(HoverParams position, CancellationToken cancellationToken = default);

    [WsMethod("textDocument/didChange"), WsNotification]
    ValueTask DidChangeAsync(HoverParams position);

    [WsMethod("initialize")]
    Task<string> InitializeAsync(HoverParams? position);

    [WsMethod("shutdown")]
    Task ShutdownAsync();

    [WsMethod("textDocument/definition", Params = WsParams.Named)]
    Task<string> DefinitionAsync(string uri, int line = 1, JsonNode? more = null);

    [WsMethod("workspace/count", Params = WsParams.Positional)]
    ValueTask<int> CountAsync(int a, int b);

    [WsMethod("workspace/anything")]
    Task<string> AnythingAsync(JsonNode? value);
}

public sealed record HoverParams(string Uri, int Line);

internal sealed class LanguageServer : ILanguageServer
{
    public TaskCompletionSource<HoverParams> Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string?> HoverAsync(HoverParams position, CancellationToken cancellationToken = default) => Task.FromResult<string?>($"{position.Uri}:{position.Line}");

    public ValueTask DidChangeAsync(HoverParams position)
    {
        Changed.TrySetResult(position);
        return default;
    }

    public Task<string> InitializeAsync(HoverParams? position) => Task.FromResult(position?.Uri ?? "nowhere");

    public Task ShutdownAsync() => Task.CompletedTask;

    public Task<string> DefinitionAsync(string uri, int line = 1, JsonNode? more = null) => Task.FromResult($"{uri}:{line}{more?.ToJsonString()}");

    public ValueTask<int> CountAsync(int a, int b) => new(a + b);

    public Task<string> AnythingAsync(JsonNode? value) => Task.FromResult(value?.ToJsonString() ?? "null");
}
