namespace WsRpc.Architecture.Tests;

internal static class Offenders
{
    /// <summary>Fails with every offender on a line of its own, where Assert.Empty would stop after five.</summary>
    public static void None<T>(IEnumerable<T> offenders)
    {
        var lines = offenders.Select(o => o?.ToString()).ToArray();
        Assert.True(lines.Length == 0, $"{lines.Length} found:\n{string.Join('\n', lines)}");
    }
}
