using System.Globalization;

namespace WsRpc.Load;

/// <summary>The child's side of an upload: prints the server's URL, then answers each line of standard input.</summary>
internal static class UploadServeCommand
{
    public const string Name = "serve-upload";
    public const string BeginRequest = "begin";
    public const string PeakRequest = "peak";

    public static async Task RunAsync(string peer)
    {
        await using var server = await UploadPeers.Find(peer)[0].StartServerAsync();
        Console.WriteLine(server.Url);
        while (Console.ReadLine() is { } request)
        {
            Console.WriteLine((request == BeginRequest ? PeakMemory.Begin() : PeakMemory.Now).ToString(CultureInfo.InvariantCulture));
        }
    }
}
