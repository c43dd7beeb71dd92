using System.Text.Json;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Interop.Tests;

/// <summary>Chromium without a window, driven over the DevTools protocol by our own client; started by the first test of the class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly TemporaryFolder _profile = new();
    private PeerProcess? _process;
    private WebSocketConnection? _devTools;
    private PageServer? _pages;
    private int _lastCommand;

    internal string Origin => _pages!.Origin;

    internal Reports Reports => _pages!.Reports;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _devTools?.Abort();
        await (_process?.DisposeAsync() ?? default);
        await (_pages?.DisposeAsync() ?? default);
        _profile.Dispose();
    }

    internal async Task StartAsync()
    {
        _pages ??= await PageServer.StartAsync();

        // No sandbox: it needs rights that containers do not have, and the pages are ours.
        _process ??= PeerProcess.Start(
            Tool.Chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--ignore-certificate-errors", "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank");
        _devTools ??= await WebSocketConnection.ConnectAsync(new Uri(await _process.HearAsync("DevTools listening on "))).Within();
    }

    /// <summary>Opens a page in a tab and says which.</summary>
    internal async Task<string> OpenAsync(string page, string id, Uri url)
    {
        await StartAsync();
        var target = await CommandAsync("Target.createTarget", new() { ["url"] = $"{Origin}/{page}.html?id={id}&url={Uri.EscapeDataString(url.ToString())}" });
        return target.GetProperty("targetId").GetString()!;
    }

    internal Task CloseAsync(string tab) => CommandAsync("Target.closeTarget", new() { ["targetId"] = tab });

    internal async Task<JsonElement> CommandAsync(string method, Dictionary<string, string> parameters)
    {
        var id = ++_lastCommand;
        await _devTools!.SendAsync(WebSocketOpcode.Text, JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters })).Within();
        while (await _devTools.ReceiveAsync().Within() is { IsClose: false } message)
        {
            using var json = JsonDocument.Parse(message.Payload);
            if (json.RootElement.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                Assert.True(json.RootElement.TryGetProperty("result", out var result), json.RootElement.ToString());
                return result.Clone();
            }
        }

        throw new InvalidOperationException($"The browser closed the connection that drives it: {_devTools.Closed}. Its last lines:\n{_process!.LastLines}");
    }
}
