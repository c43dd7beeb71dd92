namespace WsRpc.Soak;

/// <summary>Events that are subscribed to, raised and left.</summary>
internal sealed class Events : IWork
{
    public string Name => "events";

    public async Task DoAsync(Member member, Random random)
    {
        var (soak, value, told) = (member.Soak, random.Next(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        EventHandler<int> handler = (_, what) =>
        {
            if (what == value)
            {
                told.TrySetResult();
            }
        };
        soak.Told += handler;
        try
        {
            // It travels in front of the answer, so where that has come it is here, too.
            await soak.TellAsync(value);
            await told.Task;
        }
        finally
        {
            soak.Told -= handler;
        }
    }
}
