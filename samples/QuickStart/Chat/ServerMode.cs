using System.Net.Sockets;
using WsRpc;

namespace QuickStart.Chat;

/// <summary>A chat server; what is typed on its terminal goes to every client.</summary>
internal static class ServerMode
{
    public static async Task<int> RunAsync(string url, CancellationToken shutdown)
    {
        var room = new ChatRoom();
        try
        {
            await using var server = new WsRpcServer(url, options => options.MaxMessageBytes = 64 * 1024);
            server.AddService<IChat>(connection => new ChatService(room, connection.GetProxy<IChatClient>()));
            await server.StartAsync(CancellationToken.None);
            Console.WriteLine($"Listening on {server.Url}. What you type goes to everyone, /who lists them, Ctrl+C stops.");
            await TypeAsync(room, shutdown);
            Console.WriteLine("Stopping.");
            return 0;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return Terminal.Fail($"Cannot listen on {url}: {exception.Message}");
        }
    }

    private static async Task TypeAsync(ChatRoom room, CancellationToken shutdown)
    {
        var terminal = new TerminalClient();
        room.Join(terminal, "server");
        try
        {
            while (await Terminal.ReadLineAsync(shutdown) is { } line)
            {
                if (line == "/who")
                {
                    Console.WriteLine(string.Join(", ", room.Names));
                }
                else if (line.StartsWith('/'))
                {
                    Console.WriteLine("Unknown command; there is /who.");
                }
                else if (line.Length > 0)
                {
                    room.Say(terminal, line);
                }
            }

            // Nothing to type with, as under a service manager: serve on.
            await Task.Delay(Timeout.Infinite, shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
        }
    }
}
