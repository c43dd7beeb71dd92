namespace WsRpc.Load;

/// <summary>
/// The child's side of <see cref="ServerProcess"/>: prints the server's URL, then answers each line of standard input with
/// what the process has used so far, until that ends.
/// </summary>
internal static class ServeCommand
{
    public const string Name = "serve";
    public const string UsageRequest = "usage";

    public static async Task RunAsync(IPeer peer)
    {
        await using var server = await peer.StartServerAsync();
        Console.WriteLine(server.Url);
        while (Console.ReadLine() == UsageRequest)
        {
            Console.WriteLine(ProcessUsage.Now);
        }
    }
}
