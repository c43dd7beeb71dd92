using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>An echo in a script, for all tests of a class: started by the first.</summary>
public abstract class ScriptPeer : IAsyncLifetime
{
    private readonly Tool _tool;
    private readonly string _script;
    private readonly TestCertificate? _certificate;
    private PeerProcess? _process;
    private string? _port;

    private protected ScriptPeer(Tool tool, string script, bool tls = false) => (_tool, _script, _certificate) = (tool, script, tls ? new() : null);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_process?.DisposeAsync() ?? default);
        _certificate?.Dispose();
    }

    /// <summary>We dial.</summary>
    internal async Task<Meeting> AsServerAsync(PerMessageDeflateOptions? compression)
    {
        var process = await StartedAsync();
        var id = Meeting.NewId();
        var url = new Uri($"{(_certificate is null ? "ws" : "wss")}://127.0.0.1:{_port}/{id}");
        return new Meeting(await Dialing.ConnectAsync(url, compression, _certificate), () => process.HearAsync($"closed {id} "));
    }

    /// <summary>The script dials.</summary>
    internal async Task<Meeting> AsClientAsync(PerMessageDeflateOptions? compression)
    {
        var process = await StartedAsync();
        using var reception = new Reception(_certificate);
        var id = Meeting.NewId();
        await process.TellAsync($"connect {id} {reception.Url}");
        var (connection, _) = await reception.AcceptAsync(compression).Within();
        return new Meeting(connection, () => process.HearAsync($"closed {id} "));
    }

    private async Task<PeerProcess> StartedAsync()
    {
        _process ??= PeerProcess.Start(_tool, [Tool.FileOf(_script), .. _certificate is null ? (string[])[] : [_certificate.Path, _certificate.KeyPath]]);
        _port ??= await _process.HearAsync("listening ");
        return _process;
    }
}
