using System.Diagnostics;

namespace WsRpc.Architecture.Tests;

/// <summary>
/// Builds src/WsRpc.Protocol once with a few more files in it, through MSBuild's own extension point, into a folder of its own.
/// </summary>
public sealed class ProtocolWithOffences : IAsyncLifetime
{
    public const string Undocumented = "Undocumented.cs";
    public const string Reflecting = "Reflecting.cs";
    public const string Awaiting = "Awaiting.cs";
    public const string Unsealed = "Unsealed.cs";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Offences = new()
    {
        [Undocumented] = """
            namespace WsRpc.Protocol.Offences;

            /// <summary>Documented, unlike its member.</summary>
            public static class Undocumented
            {
                public static int Answer => 42;
            }
            """,
        [Reflecting] = """
            namespace WsRpc.Protocol.Offences;

            internal static class Reflecting
            {
                public static string Write(object value) => System.Text.Json.JsonSerializer.Serialize(value);
            }
            """,
        [Awaiting] = """
            namespace WsRpc.Protocol.Offences;

            internal static class Awaiting
            {
                public static bool IsDone() => System.Threading.Tasks.Task.CompletedTask.IsCompleted;
            }
            """,
        [Unsealed] = """
            namespace WsRpc.Protocol.Offences
            {
                internal class Unsealed
                {
                    public int Answer { get; set; }
                }
            }
            """,
    };

    /// <summary>What the compiler said; file names without their folder, lines without the project.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var output = Repository.PathOf("artifacts/guards");
        var folder = Path.Combine(output, "offences");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in Offences)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }

        var targets = Path.Combine(folder, "Offences.targets");
        await File.WriteAllTextAsync(targets, "<Project><ItemGroup><Compile Include=\"$(MSBuildThisFileDirectory)*.cs\" /></ItemGroup></Project>");

        var said = await BuildAsync(
            "build", Repository.PathOf("src/WsRpc.Protocol/WsRpc.Protocol.csproj"),
            $"-p:CustomAfterMicrosoftCommonTargets={targets}", $"-p:ArtifactsPath={output}",
            "-nologo", "-v:q", "-m:1", "-nr:false");
        Errors = [.. said
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Split('\n')
            .Where(line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line => line.Split(" [")[0].Trim())
            .Distinct()];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<string> BuildAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };

        // `dotnet test` runs inside MSBuild; its settings are not for the build in here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return await output + await errors;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} took longer than {Patience}.");
        }
    }
}
