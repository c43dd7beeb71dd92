namespace WsRpc.Soak;

/// <summary>Producers of streams that have begun and not ended. Thread-safe.</summary>
internal sealed class Producers
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public Producing Begin()
    {
        Interlocked.Increment(ref _count);
        return new Producing(this);
    }

    /// <summary>One of them, until it is disposed.</summary>
    internal readonly struct Producing(Producers all) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref all._count);
    }
}
