namespace WsRpc.Architecture.Tests;

/// <summary>What the compiler or an analyzer says about a line of a page.</summary>
internal sealed record Finding(string Page, int Line, string Id, string Message)
{
    public override string ToString() => $"{Page}({Line}): {Id}: {Message}";
}
