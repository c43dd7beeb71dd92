using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>An echo in a script, for all tests of a class: started by the first.</summary>
internal sealed class ScriptPeer(Tool tool, string script) : IAsyncDisposable
{
    private PeerProcess? _process;
    private string? _port;

    /// <summary>We dial.</summary>
    public async Task<Meeting> AsServerAsync(PerMessageDeflateOptions? compression)
    {
        var process = await StartedAsync();
        var id = Meeting.NewId();
        return new Meeting(await Dialing.ConnectAsync(new Uri($"ws://127.0.0.1:{_port}/{id}"), compression), () => process.HearAsync($"closed {id} "));
    }

    /// <summary>The script dials.</summary>
    public async Task<Meeting> AsClientAsync(PerMessageDeflateOptions? compression)
    {
        var process = await StartedAsync();
        using var reception = new Reception();
        var id = Meeting.NewId();
        await process.TellAsync($"connect {id} {reception.Url}");
        var (connection, _) = await reception.AcceptAsync(compression).Within();
        return new Meeting(connection, () => process.HearAsync($"closed {id} "));
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private async Task<PeerProcess> StartedAsync()
    {
        _process ??= PeerProcess.Start(tool, Tool.FileOf(script));
        _port ??= await _process.HearAsync("listening ");
        return _process;
    }
}
