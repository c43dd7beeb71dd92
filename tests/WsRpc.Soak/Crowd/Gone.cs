using System.Runtime.CompilerServices;

namespace WsRpc.Soak;

/// <summary>Connections and sessions that were seen, by which to find whether those that have ended are gone. Thread-safe.</summary>
internal sealed class Gone
{
    private readonly Lock _gate = new();
    private List<WeakReference> _seen = [];

    public void Add(params ReadOnlySpan<object> objects)
    {
        lock (_gate)
        {
            foreach (var one in objects)
            {
                _seen.Add(new WeakReference(one));
            }
        }
    }

    /// <summary>What was seen and does not live on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Remains TakeAllBut(HashSet<object> living)
    {
        var remains = new Remains();
        lock (_gate)
        {
            var live = _seen.ToLookup(seen => seen.Target is { } target && living.Contains(target));
            foreach (var gone in live[false])
            {
                remains.Add(gone.Target);
            }

            _seen = [.. live[true].DistinctBy(seen => seen.Target)];
        }

        return remains;
    }
}
