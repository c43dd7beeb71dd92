namespace WsRpc.Faults.Accounting;

/// <summary>Waits for what becomes so just behind an event, and has none of its own.</summary>
internal static class Eventually
{
    public static async Task Is(Func<bool> condition, TimeSpan limit, string whatIsNot)
    {
        using var over = new CancellationTokenSource(limit);
        while (!condition())
        {
            if (over.IsCancellationRequested)
            {
                throw new LeakException(whatIsNot);
            }

            await Task.Yield();
        }
    }
}
