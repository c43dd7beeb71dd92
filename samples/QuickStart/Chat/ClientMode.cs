using WsRpc;

namespace QuickStart.Chat;

/// <summary>A chat client.</summary>
internal static class ClientMode
{
    // Beyond it a server that holds the connection but does not answer is as good as gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string url, string? name, CancellationToken shutdown)
    {
        try
        {
            await using var client = await WsRpcClient.ConnectAsync(url, options => options.AddService<IChatClient>(new TerminalClient()), shutdown);
            return await ChatAsync(client, name, shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return 0;
        }
        catch (RpcConnectFailedException exception)
        {
            return Terminal.Fail($"No connection: {exception.Message}");
        }
    }

    private static async Task<int> ChatAsync(WsRpcClient client, string? name, CancellationToken shutdown)
    {
        var chat = client.GetProxy<IChat>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(shutdown, client.Closed);
        try
        {
            var welcome = await AskAsync(token => chat.JoinAsync(name, token));
            Console.WriteLine($"You are {welcome.Name}, with {string.Join(", ", welcome.Others)}. /who lists everyone, /name <name> renames you, /quit leaves.");
            while (await Terminal.ReadLineAsync(over.Token) is { } line && line != "/quit")
            {
                await ObeyAsync(chat, line);
            }

            // Every line we sent has come back by now: a line is sent to us before the answer to its call.
            return 0;
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (client.Closed.IsCancellationRequested || exception is RpcConnectionException)
        {
            var closed = await client.Completion;
            return Terminal.Fail($"Disconnected from the server ({closed}).");
        }
        catch (OperationCanceledException)
        {
            client.Abort();
            return Terminal.Fail("The server does not answer.");
        }
        catch (RpcErrorException error)
        {
            return Terminal.Fail(error.Message);
        }
    }

    private static async Task ObeyAsync(IChat chat, string line)
    {
        try
        {
            if (line == "/who")
            {
                Terminal.WriteLine(string.Join(", ", await AskAsync(chat.WhoAsync)));
            }
            else if (line.StartsWith("/name ", StringComparison.Ordinal))
            {
                await AskAsync(token => chat.RenameAsync(line["/name ".Length..].Trim(), token));
            }
            else if (line.StartsWith('/'))
            {
                Terminal.WriteLine("Unknown command; there are /name, /who, /quit.");
            }
            else if (line.Length > 0)
            {
                await AskAsync(token => chat.SayAsync(line, token));
            }
        }
        catch (RpcErrorException error)
        {
            // The server refused; the connection and the chat go on.
            Terminal.WriteLine(error.Message);
        }
    }

    private static async Task AskAsync(Func<CancellationToken, Task> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        await call(patience.Token);
    }

    private static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await call(patience.Token);
    }
}
