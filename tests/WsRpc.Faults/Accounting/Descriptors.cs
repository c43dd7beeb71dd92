namespace WsRpc.Faults.Accounting;

/// <summary>The sockets that this process holds open, where the system shows them.</summary>
internal sealed class Descriptors : ICount
{
    private int _before;

    public string Name => "sockets";

    public int Outstanding => Math.Max(0, Count() - _before);

    public void Begin() => _before = Count();

    public string Describe() => $"{Count()} now, {_before} before";

    private static int Count()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(IsSocket);
    }

    private static bool IsSocket(string entry)
    {
        try
        {
            return File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) ?? false;
        }
        catch (IOException)
        {
            return false; // closed meanwhile
        }
    }
}
