using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WsRpc;

/// <summary>Call objects that have ended and may be used again: as many as a busy process has in flight, not more. Thread-safe.</summary>
/// <remarks>
/// Mostly a call ends on the thread that begins the next one: an answer is consumed by the continuation that calls again, a
/// service answers before it returns. So each thread keeps one object to itself, at the price of no atomic instruction.
/// </remarks>
internal static class CallPool<TCall>
    where TCall : class
{
    private const int Capacity = 1024;

    private static readonly ConcurrentQueue<TCall> Shared = new();

    [ThreadStatic]
    private static TCall? t_spare;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRent([NotNullWhen(true)] out TCall? call)
    {
        call = t_spare;
        if (call is null)
        {
            return Shared.TryDequeue(out call);
        }

        t_spare = null;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Return(TCall call)
    {
        if (t_spare is null)
        {
            t_spare = call;
        }
        else if (Shared.Count < Capacity)
        {
            Shared.Enqueue(call);
        }
    }
}
