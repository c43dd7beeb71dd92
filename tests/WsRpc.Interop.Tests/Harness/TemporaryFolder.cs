namespace WsRpc.Interop.Tests;

/// <summary>A folder of its own for a program, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wsrpc-interop-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A child of the program that was just ended may still write; the folder is a temporary one.
        }
    }
}
