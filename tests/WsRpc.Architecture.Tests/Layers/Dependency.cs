namespace WsRpc.Architecture.Tests;

/// <summary>A place in <paramref name="File"/> that uses something declared in <paramref name="Target"/>, a file or <see cref="FolderArrows.Roslyn"/>.</summary>
internal sealed record Dependency(string File, int Line, string Target, string Symbol)
{
    public override string ToString() => $"{File}({Line}): uses {Symbol}, declared in {Target}";
}
