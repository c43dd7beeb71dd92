using WsRpc.Load;

const string Usage = """
    usage: WsRpc.Load calls [--scenario all|1x1,1x64,16x16] [--mode inproc|twoproc] [--method add|echo]
                            [--peers wsrpc,hand-plain] [--seconds 3] [--warmup 1] [--repeat 1]

    A scenario is <connections>x<calls in flight on each>. Times are in seconds. benchmarks/README.md explains the figures.
    """;

try
{
    switch (args)
    {
        case ["calls", .. var rest]:
            await CallsCommand.RunAsync(CallsOptions.Parse(rest));
            return 0;
        case [ServeCommand.Name, var peer]:
            await ServeCommand.RunAsync(Peers.Find(peer));
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
