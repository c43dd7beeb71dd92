using WsRpc;
using WsRpc.Protocol.WebSocket;

namespace QuickStart.Demo;

/// <summary>Server and client in one process, and a tour of what they can say to each other.</summary>
internal static class DemoMode
{
    public static async Task<int> RunAsync()
    {
        var compression = new PerMessageDeflateOptions { ServerMaxWindowBits = 12 }; // 4 KiB, as much as a menu has
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.Compression = compression);
        server.AddService<ICafe>(connection => new CafeService(connection.GetProxy<IGuest>()));
        server.AddService<IBar>(static _ => new BarService());
        await server.StartAsync();

        var guest = new Guest();
        await using var client = await WsRpcClient.ConnectAsync(server.Url, options =>
        {
            options.Compression = compression;
            options.AddService<IGuest>(guest);
        });
        var tour = new Tour(client, guest);
        var evening = new Evening(client);

        Console.WriteLine($"""
            A cafe serves ICafe at {server.Url}; a guest connects and serves IGuest back.
            Both are in this process, with one WebSocket between them.

            """);
        Report.WriteHeader();
        await Report.WriteAsync("call", "cafe.PriceAsync(\"espresso\")", tour.CallAsync);
        await Report.WriteAsync("call back", "cafe.OrderAsync(2 espresso)", tour.CallBackAsync);
        await Report.WriteAsync("notification", "cafe.TipAsync(0.50)", tour.NotifyAsync);
        await Report.WriteAsync("error", "cafe.PriceAsync(\"tea\")", tour.FailAsync);
        await Report.WriteAsync("cancellation", "cafe.BrewAsync(\"cold brew\", token)", tour.CancelAsync);
        await Report.WriteAsync("stream", "bar.SongsAsync(3)", evening.StreamAsync);
        await Report.WriteAsync("progress", "bar.PourAsync(progress)", evening.WatchAsync);
        await Report.WriteAsync("event", "bar.Rang += …", evening.ListenAsync);
        await Report.WriteAsync("delegate", "bar.TasteAsync(drink => …)", evening.TasteAsync);
        await Report.WriteAsync("subscription", "bar.QueueAsync(name => …)", evening.QueueAsync);
        await Report.WriteAsync("observer", "bar.HeatAsync(observer)", evening.ObserveAsync);
        await Report.WriteAsync("object", "bar.OpenTabAsync()", evening.RunTabAsync);
        await Report.WriteAsync("compression", "cafe.MenuAsync()", tour.CompressAsync);
        await Report.WriteRateAsync("pipelining", "cafe.PriceAsync(\"espresso\")", rounds: 50, calls: 1000, tour.PipelineAsync);
        Report.WriteLegend();
        await ShowWireAsync(server.Url);
        return 0;
    }

    private static async Task ShowWireAsync(Uri url)
    {
        Console.WriteLine("""

            The same on the wire, sent by a client that knows JSON-RPC 2.0 and nothing else:

            """);
        using var peer = new PlainPeer();
        await peer.ConnectAsync(url);
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"cafe.price","params":["espresso"]}""");
        await peer.ReceiveAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"cafe.order","params":[{"drink":"espresso","cups":2}]}""");
        await peer.ReceiveAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":1,"result":true}""");
        await peer.ReceiveAsync();
        await peer.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"cafe.price","params":[42]}""");
        await peer.ReceiveAsync();
        await peer.CloseAsync();
    }
}
