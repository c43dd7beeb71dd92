using System.Diagnostics.Tracing;

namespace WsRpc.Fuzz.Engine;

/// <summary>Counts the octets that one thread rents from the shared pools, as the pools themselves report it, and those that it gives back.</summary>
internal sealed class RentedBuffers : EventListener
{
    private const int Rented = 1;
    private const int Returned = 3;

    private readonly int _thread = Environment.CurrentManagedThreadId;

    public long Outstanding { get; private set; }

    public long Most { get; private set; }

    public void Reset() => (Outstanding, Most) = (0, 0);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Buffers.ArrayPoolEventSource")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Reported on the thread that rents or returns.
        if (Environment.CurrentManagedThreadId != _thread || eventData.EventId is not (Rented or Returned))
        {
            return;
        }

        var size = (int)eventData.Payload![1]!;
        Outstanding += eventData.EventId == Rented ? size : -size;
        Most = Math.Max(Most, Outstanding);
    }
}
