namespace WsRpc.Load;

/// <summary>
/// The child's side of <see cref="BareServerProcess"/>: prints the server's port, then answers each line of standard input
/// with what the process holds in memory, until that ends.
/// </summary>
internal static class BareServeCommand
{
    public const string Name = "serve-bare";
    public const string MemoryRequest = "memory";
    public const string CollectRequest = "collect";

    // Not async: waiting for standard input would hold a thread of the pool, and on one processor the pool begins with one.
    public static void Run(IBareServer server)
    {
        Console.WriteLine(server.StartAsync().GetAwaiter().GetResult());
        while (Console.ReadLine() is { } request)
        {
            Console.WriteLine(request == CollectRequest ? MemoryUse.AfterCollection() : MemoryUse.Now);
        }
    }
}
