using System.Runtime.InteropServices;

namespace QuickStart;

/// <summary>Turns Ctrl+C and SIGTERM into a token, so that the program can say goodbye instead of being cut off.</summary>
internal sealed class Shutdown : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Shutdown()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public CancellationToken Token => _requested.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _requested.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // The second Ctrl+C ends the process at once.
        context.Cancel = !_requested.IsCancellationRequested;
        _requested.Cancel();
    }
}
