namespace WsRpc.Soak;

/// <summary>What a soak is made of.</summary>
internal static class Works
{
    public static IReadOnlyList<IWork> All { get; } =
    [
        new Calls(),
        new Texts(),
        new Notifications(),
        new Callbacks(),
        new Cancellations(),
        new Deadlines(),
        new Failures(),
        new Progresses(),
        new Batches(),
        new Blobs(),
        new OctetStreams(),
        new ItemStreams(),
        new Objects(),
        new Delegates(),
        new Events(),
        new Groups(),
        new ServerKills(),
        new ServerCloses(),
        new ClientKills(),
        new ClientCloses(),
    ];

    public static IWork Draw(this IReadOnlyList<IWork> works, Random random)
    {
        var drawn = random.Next(works.Sum(work => work.Weight));
        foreach (var work in works)
        {
            if ((drawn -= work.Weight) < 0)
            {
                return work;
            }
        }

        throw new InvalidOperationException("There is no work.");
    }
}
