using System.Reflection;

namespace WsRpc.Interop.Tests;

/// <summary>A program that a peer needs and that not every machine has; <c>eng/test.sh --install</c> installs it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Program">Its file.</param>
/// <param name="Library">A file or folder that it needs beside; <see langword="null"/> for none.</param>
internal sealed record Tool(string Name, string Program, string? Library = null)
{
    private static readonly string[] MorePlaces = ["/usr/sbin", "/usr/local/sbin"]; // not in the path of every user

    public static readonly Tool Node = new("node with ws", "node", FileOf("Node/node_modules/ws/package.json"));
    public static readonly Tool NodeRpc = new("node with libraries for JSON-RPC", "node", FileOf("NodeRpc/node_modules/jayson/package.json"));
    public static readonly Tool Python = new("python3 with websockets", "/usr/bin/python3", "/usr/lib/python3/dist-packages/websockets");
    public static readonly Tool Chromium = new("chromium", "chromium");
    public static readonly Tool Nginx = new("nginx", "nginx");
    public static readonly Tool Haproxy = new("haproxy", "haproxy");
    public static readonly Tool Curl = new("curl", "curl");

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Where the program is.</summary>
    public string Path => FindProgram() ?? Program;

    /// <summary>Why tests that need it are skipped. Never in continuous integration: there they fail.</summary>
    public string? SkipReason =>
        IsContinuousIntegration || (FindProgram() is not null && (Library is null || File.Exists(Library) || Directory.Exists(Library)))
            ? null
            : $"There is no {Name} here; eng/test.sh --install installs it.";

    /// <summary>A file of this project, in the sources.</summary>
    public static string FileOf(string relative) => System.IO.Path.Combine(
        typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectFolder").Value!, relative);

    private string? FindProgram() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(MorePlaces)
        .Select(folder => System.IO.Path.Combine(folder, Program))
        .FirstOrDefault(File.Exists);
}
