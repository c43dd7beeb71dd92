using System.Diagnostics;
using System.Reflection;

namespace WsRpc.Load;

/// <summary>An echo server of another platform: the package ws of node, in <c>benchmarks/node-ws</c>. It understands what <see cref="BareServeCommand"/> does.</summary>
internal static class NodeWsServer
{
    private const string Node = "node";

    private static readonly string Folder = typeof(NodeWsServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "NodeWsFolder").Value!;

    public static ChildProcess Start(ProcessorPinning pinning) =>
        ChildProcess.Start(new ProcessStartInfo(Node) { ArgumentList = { "--expose-gc", Path.Combine(Folder, "echo.mjs") } }, pinning);

    /// <exception cref="FormatException">It is not installed.</exception>
    public static void Require()
    {
        var places = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!places.Any(place => File.Exists(Path.Combine(place, Node))))
        {
            throw new FormatException("Peers named ws need node, which is not on the path.");
        }

        if (!File.Exists(Path.Combine(Folder, "node_modules", "ws", "package.json")))
        {
            throw new FormatException($"Peers named ws need the package ws: npm ci --prefix {Folder}");
        }
    }
}
