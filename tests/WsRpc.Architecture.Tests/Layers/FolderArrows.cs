namespace WsRpc.Architecture.Tests;

/// <summary>
/// The layers, as one table: a folder uses itself and the folders to the right of its arrow, nothing else.
/// A file belongs to the row with the longest folder that contains it. "Roslyn" stands for Microsoft.CodeAnalysis.
/// </summary>
internal static class FolderArrows
{
    public const string Roslyn = "Roslyn";

    private const string Table = """
        WsRpc.Protocol/JsonRpc               ->
        WsRpc.Protocol/WebSocket             -> WsRpc.Protocol/WebSocket/Framing  WsRpc.Protocol/WebSocket/Deflate
        WsRpc.Protocol/WebSocket/Framing     -> WsRpc.Protocol/WebSocket
        WsRpc.Protocol/WebSocket/Handshake   ->
        WsRpc.Protocol/WebSocket/Deflate     -> WsRpc.Protocol/WebSocket  WsRpc.Protocol/WebSocket/Framing  WsRpc.Protocol/WebSocket/Handshake  WsRpc.Protocol/WebSocket/Deflate/Zlib
        WsRpc.Protocol/WebSocket/Deflate/Zlib -> WsRpc.Protocol/WebSocket/Deflate

        WsRpc/Contracts                      ->
        WsRpc/Errors                         -> WsRpc.Protocol/JsonRpc
        WsRpc/Json                           -> WsRpc.Protocol/JsonRpc
        WsRpc/Calls                          -> WsRpc/Errors  WsRpc/Json
        WsRpc/CompilerServices               -> WsRpc/CompilerServices/ByReference  WsRpc/Contracts  WsRpc/Errors  WsRpc/Json  WsRpc/Calls  WsRpc.Protocol/JsonRpc
        WsRpc/CompilerServices/ByReference   -> WsRpc/CompilerServices  WsRpc/Errors  WsRpc/Json  WsRpc.Protocol/JsonRpc
        WsRpc/Loops                          ->
        WsRpc/Sockets                        -> WsRpc/Sockets/Epoll
        WsRpc/Sockets/Epoll                  -> WsRpc/Sockets  WsRpc/Loops
        WsRpc/Tls                            ->
        WsRpc/Connections                    -> WsRpc/Loops  WsRpc/Sockets  WsRpc/Tls  WsRpc.Protocol/WebSocket  WsRpc.Protocol/WebSocket/Deflate  WsRpc.Protocol/WebSocket/Handshake
        WsRpc/Rpc                            -> WsRpc/Rpc/Ordering  WsRpc/Rpc/Progress  WsRpc/Rpc/Streams  WsRpc/Rpc/Events  WsRpc/Rpc/Objects  WsRpc/Rpc/Octets  WsRpc/Contracts  WsRpc/Errors  WsRpc/Json  WsRpc/CompilerServices  WsRpc/Calls  WsRpc/Connections  WsRpc/Sockets  WsRpc.Protocol/JsonRpc  WsRpc.Protocol/WebSocket  WsRpc.Protocol/WebSocket/Deflate
        WsRpc/Rpc/Ordering                   -> WsRpc/Rpc  WsRpc/Loops  WsRpc/Errors  WsRpc/CompilerServices  WsRpc.Protocol/JsonRpc
        WsRpc/Rpc/Progress                   -> WsRpc/Rpc  WsRpc/Contracts  WsRpc/Json  WsRpc/Calls  WsRpc/CompilerServices  WsRpc.Protocol/JsonRpc
        WsRpc/Rpc/Streams                    -> WsRpc/Rpc  WsRpc/Errors  WsRpc/Json  WsRpc/Calls  WsRpc/CompilerServices  WsRpc/Connections  WsRpc.Protocol/JsonRpc  WsRpc.Protocol/WebSocket
        WsRpc/Rpc/Octets                     -> WsRpc/Rpc  WsRpc/Errors  WsRpc/Json  WsRpc/Calls  WsRpc/CompilerServices  WsRpc/Connections  WsRpc.Protocol/JsonRpc  WsRpc.Protocol/WebSocket
        WsRpc/Rpc/Events                     -> WsRpc/Rpc  WsRpc/Errors  WsRpc/Calls  WsRpc/CompilerServices  WsRpc.Protocol/JsonRpc
        WsRpc/Clients                        -> WsRpc/Rpc  WsRpc/Errors  WsRpc/Calls  WsRpc/CompilerServices  WsRpc/Server
        WsRpc/Rpc/Objects                    -> WsRpc/Rpc  WsRpc/Rpc/Octets  WsRpc/Rpc/Ordering  WsRpc/Contracts  WsRpc/Errors  WsRpc/Calls  WsRpc/CompilerServices  WsRpc.Protocol/JsonRpc
        WsRpc/Client                         -> WsRpc/Client/Reconnecting  WsRpc/Calls  WsRpc/CompilerServices  WsRpc.Protocol/WebSocket  WsRpc/Contracts  WsRpc/Errors  WsRpc/Rpc  WsRpc/Connections
        WsRpc/Client/Reconnecting            -> WsRpc/Client  WsRpc/Errors  WsRpc/Json  WsRpc/Calls  WsRpc/CompilerServices  WsRpc/Rpc  WsRpc/Connections  WsRpc.Protocol/WebSocket  WsRpc.Protocol/WebSocket/Handshake
        WsRpc/Server                         -> WsRpc/Clients  WsRpc/Errors  WsRpc/Rpc  WsRpc/Connections  WsRpc/Sockets  WsRpc/Tls  WsRpc.Protocol/WebSocket  WsRpc.Protocol/WebSocket/Handshake
        WsRpc/Testing                        -> WsRpc/Json  WsRpc/Rpc  WsRpc/Rpc/Events  WsRpc/Connections  WsRpc/Calls  WsRpc/CompilerServices  WsRpc/Client  WsRpc/Server  WsRpc.Protocol/JsonRpc  WsRpc.Protocol/WebSocket

        WsRpc.Generators/Compatibility       ->
        WsRpc.Generators/Model               ->
        WsRpc.Generators/Emitting            -> WsRpc.Generators/Model
        WsRpc.Generators/Diagnostics         -> Roslyn
        WsRpc.Generators/Parsing             -> WsRpc.Generators/Model  WsRpc.Generators/Diagnostics  Roslyn
        WsRpc.Generators/Analyzers           -> WsRpc.Generators/Parsing  WsRpc.Generators/Diagnostics  Roslyn
        WsRpc.Generators                     -> WsRpc.Generators/Model  WsRpc.Generators/Parsing  WsRpc.Generators/Emitting  Roslyn
        """;

    private static readonly Dictionary<string, string[]> Rows = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split("->", StringSplitOptions.TrimEntries))
        .ToDictionary(row => row[0], row => row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The folders of the table, below src/ and generators/.</summary>
    public static IEnumerable<string> Folders => Rows.Keys;

    public static IEnumerable<(string From, string To)> All => Rows.SelectMany(row => row.Value, (row, to) => (row.Key, to));

    public static bool Allows(string from, string to) => from == to || Rows[from].Contains(to);

    /// <summary>The row that a file belongs to, or null when the table does not know its folder.</summary>
    public static string? RowOf(string file) =>
        file.Split('/', 2) is ["src" or "generators", var path]
            ? Rows.Keys.Where(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)).MaxBy(folder => folder.Length)
            : null;
}
