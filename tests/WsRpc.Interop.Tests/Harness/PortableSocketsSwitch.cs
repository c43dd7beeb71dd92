using System.Runtime.CompilerServices;

namespace WsRpc.Interop.Tests;

/// <summary>Runs all tests on the platform's sockets where the environment says <c>WSRPC_TEST_SOCKETS=portable</c>.</summary>
internal static class PortableSocketsSwitch
{
    private static bool IsAskedFor => Environment.GetEnvironmentVariable("WSRPC_TEST_SOCKETS") == "portable";

    // Before any type of the library, which looks at the switch once.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Nothing but the tests loads this.")]
    internal static void Set()
    {
        if (IsAskedFor)
        {
            AppContext.SetSwitch("WsRpc.PortableSockets", true);
        }
    }
}
