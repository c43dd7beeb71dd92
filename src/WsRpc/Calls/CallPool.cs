using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace WsRpc;

/// <summary>Call objects that have been consumed and may be used again: as many as a busy process has in flight, not more.</summary>
internal sealed class CallPool<TCall>
    where TCall : class
{
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<TCall> _calls = new();
    private int _count;

    public bool TryRent([NotNullWhen(true)] out TCall? call)
    {
        if (!_calls.TryDequeue(out call))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        return true;
    }

    public void Return(TCall call)
    {
        if (Interlocked.Increment(ref _count) <= Capacity)
        {
            _calls.Enqueue(call);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
