using System.Reflection;

namespace WsRpc.Conformance;

/// <summary>
/// The verdicts that are checked in: a line for each case and role, <c>server 1.1.1 OK OK 1000</c>. UPDATE_SNAPSHOTS=1 makes
/// them anew.
/// </summary>
internal static class Golden
{
    private static readonly Lazy<Task<Dictionary<string, string>>> Verdicts = new(ReadAsync);

    public static string File { get; } = Path.Combine(
        typeof(Golden).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectDirectory").Value!,
        "Golden",
        "verdicts.txt");

    public static Task<Dictionary<string, string>> All => Verdicts.Value;

    public static async Task HoldsAsync(IEchoPeer peer, string id)
    {
        var name = NameOf(peer, id);
        Assert.True((await All).TryGetValue(name, out var expected), $"{name} has no verdict; UPDATE_SNAPSHOTS=1 makes one");
        var verdict = await Trial.RunAsync(AllCases.Get(id), peer);
        Assert.True(expected == verdict.ToString(), $"{name}: {verdict} instead of {expected}. {verdict.Difference}");
    }

    public static string NameOf(IEchoPeer peer, string id) => $"{(peer.Role == Protocol.WebSocket.WebSocketRole.Server ? "server" : "client")} {id}";

    private static async Task<Dictionary<string, string>> ReadAsync()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await WriteAsync();
        }

        return (await System.IO.File.ReadAllLinesAsync(File)).ToDictionary(line => string.Join(' ', line.Split(' ')[..2]), line => string.Join(' ', line.Split(' ')[2..]));
    }

    private static async Task WriteAsync()
    {
        var lines = new List<string>();
        foreach (var peer in new[] { PeersUnderTest.Server, PeersUnderTest.Client })
        {
            foreach (var @case in AllCases.List)
            {
                lines.Add($"{NameOf(peer, @case.Id)} {await Trial.RunAsync(@case, peer)}");
            }
        }

        await System.IO.File.WriteAllTextAsync(File, string.Concat(lines.Select(line => $"{line}\n")));
    }
}
