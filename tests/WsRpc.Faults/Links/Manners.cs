namespace WsRpc.Faults.Links;

/// <summary>How a stream does what it does right: in which pieces, and on whose thread. From a seed, so a run can be repeated.</summary>
internal sealed record Manners
{
    /// <summary>What shows in a test's name.</summary>
    public required string Name { get; init; }

    /// <summary>At most so many octets a read, drawn anew for each.</summary>
    public int MaxRead { get; init; } = int.MaxValue;

    /// <summary>So many octets come one a read, before <see cref="MaxRead"/> counts.</summary>
    public int SingleOctets { get; init; }

    /// <summary>At most so many octets are taken at a time; the writer of more waits in between where there is no room.</summary>
    public int MaxWrite { get; init; } = int.MaxValue;

    /// <summary>How many octets wait for their reader at most.</summary>
    public int Capacity { get; init; } = 64 * 1024;

    /// <summary>Nothing completes before it returns.</summary>
    public bool AlwaysAsynchronous { get; init; }

    /// <summary>Who waits goes on inside the call that ended the wait, on its thread.</summary>
    public bool ContinuesInline { get; init; }

    /// <summary>Whether the server's end can send without waiting, as the sockets of epoll loops can.</summary>
    public bool SendsDirectly { get; init; }

    /// <summary>The ways that every conversation is tried in.</summary>
    public static IReadOnlyList<Manners> All { get; } =
    [
        new() { Name = "plain" },
        new() { Name = "direct", SendsDirectly = true, Capacity = 4096 },
        new() { Name = "asynchronous", AlwaysAsynchronous = true, MaxRead = 1000, MaxWrite = 700, Capacity = 3000 },
        new() { Name = "inline", ContinuesInline = true },
        new() { Name = "octets", SingleOctets = 1500, MaxRead = 5000 },
        new() { Name = "narrow", SendsDirectly = true, MaxRead = 300, MaxWrite = 200, Capacity = 450 },
    ];

    public static Manners Named(string name) => All.Single(manners => manners.Name == name);

    public override string ToString() => Name;
}
