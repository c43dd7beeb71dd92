using System.Runtime.CompilerServices;

namespace WsRpc.Faults.Accounting;

/// <summary>Objects that nothing may hold on to once their connections have ended.</summary>
internal sealed class Remains
{
    private readonly List<WeakReference> _references = [];

    public void Add(params ReadOnlySpan<object?> objects)
    {
        foreach (var one in objects)
        {
            if (one is not null)
            {
                _references.Add(new WeakReference(one));
            }
        }
    }

    public Task AreCollected() => AreCollected(InTime.Limit);

    public async Task AreCollected(TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        while (CountAlive() is > 0 and var alive)
        {
            if (over.IsCancellationRequested)
            {
                throw new LeakException($"{alive} of {_references.Count} objects are still referenced: {Names()}");
            }

            GC.Collect();
            await Task.Yield();
        }
    }

    private int CountAlive() => _references.Count(reference => reference.IsAlive);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Names() => string.Join(", ", _references.Select(reference => reference.Target?.GetType().Name).OfType<string>().CountBy(name => name).Select(pair => $"{pair.Value} {pair.Key}"));
}
