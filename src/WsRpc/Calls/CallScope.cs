namespace WsRpc;

/// <summary>What lives as long as a call: tokens of progress, streams. Made by the first of them.</summary>
/// <remarks>Filled on one thread, before the call is sent or its service is called; disposed once, by whoever ends the call.</remarks>
internal sealed class CallScope : IDisposable
{
    private readonly List<IDisposable> _lent = [];

    /// <summary>Whether what was lent is known to one session only, so that no other one may send the call.</summary>
    public bool StaysWithSession { get; set; }

    public void Add(IDisposable lent) => _lent.Add(lent);

    /// <summary>The call has ended, and with it all that was lent for it. Runs no foreign code.</summary>
    public void Dispose()
    {
        foreach (var lent in _lent)
        {
            lent.Dispose();
        }
    }
}
