namespace WsRpc.Load;

/// <summary>The child's side of <see cref="ServerProcess"/>: prints the server's URL, then answers each line of standard input until that ends.</summary>
internal static class ServeCommand
{
    public const string UsageRequest = "usage";
    public const string BeginPeakRequest = "begin";
    public const string PeakRequest = "peak";
    public const string WorkRequest = "work";

    /// <param name="started">The server, which ends with it.</param>
    /// <param name="work">What the server does of its own accord, where that is not nothing.</param>
    public static async Task RunAsync(IPeerServer started, Func<Task>? work = null)
    {
        await using var server = started;
        Console.WriteLine(server.Url);
        while (Console.ReadLine() is { } request)
        {
            Console.WriteLine(await AnswerAsync(request, work));
        }
    }

    private static async Task<object> AnswerAsync(string request, Func<Task>? work)
    {
        switch (request)
        {
            case UsageRequest:
                return ProcessUsage.Now;
            case BeginPeakRequest:
                return PeakMemory.Begin();
            case PeakRequest:
                return PeakMemory.Now;
            case WorkRequest when work is not null:
                await work();
                return "done";
            default:
                throw new InvalidDataException($"\"{request}\" is no request to this server.");
        }
    }
}
