namespace WsRpc;

/// <summary>What lives as long as a call: tokens of progress, streams, objects. Made by the first of them.</summary>
/// <remarks>Filled on one thread, before the call is sent or its service is called; ended once, by whoever ends the call.</remarks>
internal sealed class CallScope : IDisposable
{
    private readonly List<IDisposable> _lent = [];
    private List<IOutliving>? _outliving;

    /// <summary>The session that alone knows what was lent, so that no other one may send the call; null for none.</summary>
    public object? Home { get; set; }

    public void Add(IDisposable lent) => _lent.Add(lent);

    /// <summary>Adds what ends with the call; or, where it outlives that, with its failure.</summary>
    public void Add(IOutliving lent, bool outlivesCall)
    {
        if (outlivesCall)
        {
            (_outliving ??= []).Add(lent);
        }
        else
        {
            Add(lent);
        }
    }

    /// <summary>The call has succeeded: what may outlive it does.</summary>
    public void Succeed()
    {
        foreach (var lent in _outliving ?? [])
        {
            lent.Outlive();
        }

        _outliving = null;
    }

    /// <summary>The call has ended, and with it all that was lent for it. Runs no foreign code.</summary>
    public void Dispose()
    {
        foreach (var lent in _outliving is null ? _lent : _lent.Concat(_outliving))
        {
            lent.Dispose();
        }
    }
}
