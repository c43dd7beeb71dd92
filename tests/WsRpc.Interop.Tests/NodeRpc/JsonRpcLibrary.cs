namespace WsRpc.Interop.Tests;

/// <summary>A JSON-RPC library of node, for all tests of a class: started by the first.</summary>
public abstract class JsonRpcLibrary : IAsyncLifetime
{
    private readonly string _name;
    private readonly string _program;
    private PeerProcess? _process;
    private string? _port;

    private protected JsonRpcLibrary(string name, string program = "peer.mjs") => (_name, _program) = (name, program);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await (_process?.DisposeAsync() ?? default);

    /// <summary>Where it serves.</summary>
    internal async Task<Uri> UrlAsync()
    {
        await StartedAsync();
        return new Uri($"ws://127.0.0.1:{_port}/");
    }

    /// <summary>What it has to tell after it has called a server of ours.</summary>
    /// <param name="url">The server.</param>
    /// <param name="scenario">What to do there, where its program knows several things.</param>
    internal async Task<string> ReportAsync(Uri url, string scenario = "")
    {
        var process = await StartedAsync();
        await process.TellAsync($"connect {url} {scenario}");
        return await process.HearAsync("report ");
    }

    private async Task<PeerProcess> StartedAsync()
    {
        _process ??= PeerProcess.Start(Tool.NodeRpc, [Tool.FileOf($"NodeRpc/{_program}"), _name]);
        _port ??= await _process.HearAsync("listening ");
        return _process;
    }
}

public sealed class VscodeJsonRpc() : JsonRpcLibrary("vscode-jsonrpc");

public sealed class VscodeJsonRpcStreams() : JsonRpcLibrary("vscode-jsonrpc", "streams.mjs");

public sealed class JsonRpc20() : JsonRpcLibrary("json-rpc-2.0");

public sealed class Jayson() : JsonRpcLibrary("jayson");

public sealed class RpcWebSockets() : JsonRpcLibrary("rpc-websockets");
