using Microsoft.CodeAnalysis;

namespace WsRpc.Architecture.Tests;

public sealed class FolderArrowsTests
{
    [Fact]
    public void Protocol_folders_use_only_folders_below() => AssertAllowed(SourceCompilation.Protocol);

    [Fact]
    public void Runtime_folders_use_only_folders_below() => AssertAllowed(SourceCompilation.Runtime);

    [Fact]
    public void Generator_folders_use_only_folders_below() => AssertAllowed(SourceCompilation.Generators);

    [Fact]
    public void Every_source_file_belongs_to_a_row_of_the_table() =>
        Offenders.None(Repository.Files("*.cs", "src", "generators").Where(file => FolderArrows.RowOf(file) is null));

    [Fact]
    public void Every_row_of_the_table_names_a_folder() =>
        Offenders.None(FolderArrows.Folders.Where(folder => Repository.Files("*.cs", $"src/{folder}", $"generators/{folder}").Count == 0));

    // The table is a picture of the code, so an arrow that nothing needs is a mistake in it. And if Dependencies found
    // nothing, every rule above would pass.
    [Fact]
    public void Every_arrow_of_the_table_is_used() =>
        Offenders.None(FolderArrows.All.Except(SourceCompilation.Shipped.SelectMany(Dependencies.Of).Select(d => (FolderArrows.RowOf(d.File)!, FolderArrows.RowOf(d.Target) ?? d.Target))));

    // Finer than the table: of the WebSocket layer the engine knows how a connection ends and how large a message may be.
    [Fact]
    public void The_engine_never_sees_a_frame() =>
        Offenders.None(Dependencies.Of(SourceCompilation.Runtime)
            .Where(d => FolderArrows.RowOf(d.File) is "WsRpc/Rpc" or "WsRpc/Calls" or "WsRpc/Json" or "WsRpc/CompilerServices")
            .Where(d => FolderArrows.RowOf(d.Target) is "WsRpc.Protocol/WebSocket" or "WsRpc.Protocol/WebSocket/Framing")
            .Where(d => Path.GetFileName(d.Target) is not ("WebSocketCloseCode.cs" or "WebSocketLimits.cs"))
            .DistinctBy(d => (d.File, d.Target)));

    private static void AssertAllowed(Compilation compilation) =>
        Offenders.None(Dependencies.Of(compilation).Where(d => !FolderArrows.Allows(FolderArrows.RowOf(d.File)!, FolderArrows.RowOf(d.Target) ?? d.Target)).DistinctBy(d => (d.File, d.Target)));
}
