using System.Net;
using System.Net.Sockets;
using System.Text;
using WsRpc.Tests.Sockets;

namespace WsRpc.Tests.Client;

/// <summary>A small HTTP proxy that knows CONNECT, and whatever answer a test gives it instead.</summary>
internal sealed class ConnectProxy : IDisposable
{
    private readonly Socket _listener = SocketPair.Listen();
    private readonly List<IDisposable> _open = [];

    public ConnectProxy() => Serving = ServeAsync();

    /// <summary>Without which there is no connection; <see langword="null"/> to let everybody through.</summary>
    public string? Authorization { get; init; }

    /// <summary>Sent instead of a connection.</summary>
    public string? Answer { get; init; }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    public List<string> Requests { get; } = [];

    public Task Serving { get; }

    public WebProxy With(string? user = null, string? password = null) => new(Url) { Credentials = user is null ? null : new NetworkCredential(user, password) };

    public void Dispose()
    {
        _listener.Dispose();
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            for (var i = 0; i < 16; i++)
            {
                var client = await _listener.AcceptAsync();
                lock (_open)
                {
                    _open.Add(client);
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var head = await new RawSocket(client).ReceivesUntil("\r\n\r\n");
        lock (Requests)
        {
            Requests.Add(head);
        }

        var answer = Answer
            ?? (Authorization is { } needed && !head.Contains($"Proxy-Authorization: {needed}\r\n", StringComparison.Ordinal)
                ? "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"
                : null);
        if (answer is not null)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(answer));
            client.Shutdown(SocketShutdown.Send);
            return;
        }

        var port = int.Parse(head.Split(' ')[1].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var server = await SocketPair.ConnectToAsync(port);
        lock (_open)
        {
            _open.Add(server);
        }

        await client.SendAsync("HTTP/1.1 200 Connection established\r\nContent-Length: 42\r\n\r\n"u8.ToArray());
        await Task.WhenAll(PassOnAsync(client, server), PassOnAsync(server, client));
    }

    private static async Task PassOnAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[4096];
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
