namespace WsRpc.Faults.Links;

/// <summary>Two streams, each the other's peer, and what goes wrong between them.</summary>
internal sealed class Link
{
    public Link(Fault toServer, Fault toClient, Manners manners, int seed)
    {
        ToServer = new Lane(toServer, manners, seed);
        ToClient = new Lane(toClient, manners, seed + 1);
        ToServer.OnStruck = kind => Spread(kind, ToServer, ToClient);
        ToClient.OnStruck = kind => Spread(kind, ToClient, ToServer);
        Client = new FaultyStream(ToClient, ToServer);
        Server = manners.SendsDirectly ? new DirectFaultyStream(ToServer, ToClient) : new FaultyStream(ToServer, ToClient);
    }

    public FaultyStream Client { get; }

    public FaultyStream Server { get; }

    public Lane ToServer { get; }

    public Lane ToClient { get; }

    /// <summary>Completes when a fault strikes, in whichever direction.</summary>
    public Task Struck => Task.WhenAny(ToServer.Struck, ToClient.Struck);

    public bool IsStruck => ToServer.Struck.IsCompleted || ToClient.Struck.IsCompleted;

    public static Link WithFault(Direction direction, Fault fault, Manners manners, int seed) => direction == Direction.ToServer
        ? new Link(fault, Fault.None, manners, seed)
        : new Link(Fault.None, fault, manners, seed);

    public static Link Sound(Manners manners, int seed = 0) => new(Fault.None, Fault.None, manners, seed);

    private static void Spread(FaultKind kind, Lane struck, Lane other)
    {
        switch (kind)
        {
            case FaultKind.Cut:
                other.End(Lane.BrokenPipe());
                break;
            case FaultKind.Reset:
                struck.Break();
                other.Break();
                break;
        }
    }
}
