using WsRpc.Load;

const string Usage = """
    usage: WsRpc.Load calls [--scenario all|1x1,1x64,16x16] [--mode inproc|twoproc] [--method add|echo]
                            [--peers all|wsrpc,hand-plain,hand-coalesced,signalr-json,socket-pingpong]
                            [--seconds 3] [--warmup 1] [--repeat 1] [--pin]
           WsRpc.Load echo  [--sizes 16,125,1024,16384] [--shapes 64x1,64x16]
                            [--peers usual|compressed|tls|wsrpc,wsrpc-deflate,wsrpc-tls,kestrel,epoll-tcp]
                            [--seconds 1] [--warmup 0.5] [--repeat 3] [--no-pin]
           WsRpc.Load idle  [--connections 10000] [--peers usual|compressed|tls|wsrpc-raw,wsrpc-rpc,wsrpc-deflate,kestrel]
                            [--repeat 1] [--no-pin]
           WsRpc.Load upload [--mebibytes 1024] [--peers all|wsrpc-stream,wsrpc-calls,wsrpc-raw,signalr-json]
                            [--repeat 1] [--no-pin]
           WsRpc.Load broadcast [--clients 1000] [--messages 50] [--peers all|wsrpc,signalr-json]
                            [--repeat 3] [--no-pin]
           WsRpc.Load stream [--ways down,up] [--items int,record] [--count 1000000] [--burst 2147483647]
                            [--peers all|wsrpc,wsrpc-plain,signalr-json] [--warmup 3] [--repeat 3] [--no-pin]

    A scenario is <connections>x<calls in flight on each>, a shape <connections>x<messages per write>. Times are in seconds.
    benchmarks/README.md explains the figures.
    """;

try
{
    switch (args)
    {
        case ["calls", .. var rest]:
            await CallsCommand.RunAsync(CallsOptions.Parse(rest));
            return 0;
        case ["echo", .. var rest]:
            await EchoCommand.RunAsync(EchoOptions.Parse(rest));
            return 0;
        case ["idle", .. var rest]:
            await IdleCommand.RunAsync(IdleOptions.Parse(rest));
            return 0;
        case ["upload", .. var rest]:
            await UploadCommand.RunAsync(UploadOptions.Parse(rest));
            return 0;
        case ["broadcast", .. var rest]:
            await BroadcastCommand.RunAsync(BroadcastOptions.Parse(rest));
            return 0;
        case ["stream", .. var rest]:
            await StreamCommand.RunAsync(StreamOptions.Parse(rest));
            return 0;
        case [StreamCommand.Serve, var peer]:
            await ServeCommand.RunAsync(await StreamPeers.All.Named(peer).StartServerAsync());
            return 0;
        case [BroadcastCommand.Serve, var peer]:
            var ticker = await BroadcastPeers.All.Named(peer).StartServerAsync();
            await ServeCommand.RunAsync(ticker, () => ticker.TellAllAsync(Tick.Usual));
            return 0;
        case [UploadCommand.Serve, var peer]:
            await ServeCommand.RunAsync(await UploadPeers.All.Named(peer).StartServerAsync());
            return 0;
        case [BareServeCommand.Name, var server]:
            BareServeCommand.Run(BareServers.Create(server));
            return 0;
        case [CallsCommand.Serve, var peer]:
            await ServeCommand.RunAsync(await Peers.All.Named(peer).StartServerAsync());
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Usage);
    return 2;
}
catch (Exception exception)
{
    // A run with a failed call has no figures.
    Console.Error.WriteLine(exception);
    return 1;
}
