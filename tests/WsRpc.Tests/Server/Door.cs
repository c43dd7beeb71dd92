namespace WsRpc.Tests.Server;

/// <summary>A server, and clients that knock at it with octets of their own.</summary>
internal static class Door
{
    public static async Task<WsRpcServer> StartAsync(Action<WsRpcServerOptions>? configure = null, Action<WsRpcServer>? add = null)
    {
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc", configure);
        if (add is null)
        {
            server.AddService<IProbe>(new Probe());
        }

        add?.Invoke(server);
        await server.StartAsync();
        return server;
    }

    /// <summary>All that is answered; the server closes behind it.</summary>
    public static async Task<string> AnswersToEnd(this WsRpcServer server, string octets)
    {
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(System.Text.Encoding.Latin1.GetBytes(octets));
        return await client.ReceivesToEnd();
    }

    /// <summary>The first line that is answered.</summary>
    public static async Task<string> Answers(this WsRpcServer server, string octets)
    {
        using var client = await RawSocket.ConnectAsync(server.Url);
        await client.Sends(System.Text.Encoding.Latin1.GetBytes(octets));
        return await client.ReceivesUntil("\r\n");
    }

    /// <summary>A seat that was taken is given back, soon after whoever had it is gone.</summary>
    public static async Task HasRoomAgain(this WsRpcServer server)
    {
        string line;
        do
        {
            line = await server.Answers(RawSocket.Request(server.Url));
        }
        while (line.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) || line.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 101 ", line);
    }
}
