using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.Matrix;

/// <summary>One conversation, with one fault: both ends come to their end, what they report is so, and all is given back.</summary>
internal sealed record Trial(Conversation Conversation, Terms Terms, Manners Manners, Direction Direction, Fault Fault, Aftermath Aftermath, int Seed)
{
    private const int ClosedByClient = 4002;
    private const int ClosedByServer = 4003;

    /// <summary>How long to wait for what does not come.</summary>
    public TimeSpan Guard { get; init; } = InTime.Limit;

    /// <summary>What both directions carry when nothing goes wrong.</summary>
    public static async Task<(byte[] ToServer, byte[] ToClient)> Record(Conversation conversation, Terms terms, Manners manners)
    {
        var trial = new Trial(conversation, terms, manners, Direction.ToServer, Fault.None, Aftermath.None, Seed: 0);
        var link = await trial.RunAsync(new Remains());
        return (link.ToServer.Delivered, link.ToClient.Delivered);
    }

    /// <returns>The link, for what went over it.</returns>
    public async Task<Link> RunAsync(Remains remains)
    {
        try
        {
            return await ConverseAsync(remains);
        }
        catch (Exception exception)
        {
            throw new TrialException(this, exception);
        }
    }

    private async Task<Link> ConverseAsync(Remains remains)
    {
        var clock = new FakeTimeProvider();
        var books = Books.Open(clock);
        var link = Link.WithFault(Direction, Fault, Manners, Seed);
        var (client, server) = Conversation.Ends(link, clock, Terms);
        client.Start();
        server.Start();
        var lives = Lives(client, server);
        await Task.WhenAny(lives, link.Struck).WaitAsync(Guard);
        if (link.IsStruck)
        {
            await Follow(link, client, server, clock, lives);
        }

        await lives.WaitAsync(Guard);
        await client.Settle(Guard);
        await server.Settle(Guard);
        await books.Balance(Guard);
        var clean = !link.IsStruck || Aftermath == Aftermath.Released;
        Verify(client, server, link.ToClient, clean, byPeer: Conversation.ClosedByServer);
        Verify(server, client, link.ToServer, clean, byPeer: !Conversation.ClosedByServer);
        client.LeaveTo(remains);
        server.LeaveTo(remains);
        return link;
    }

    // The first failure counts: the other end may then wait for ever.
    private static async Task Lives(End client, End server)
    {
        await await Task.WhenAny(client.Life, server.Life);
        await Task.WhenAll(client.Life, server.Life);
    }

    private async Task Follow(Link link, End client, End server, FakeTimeProvider clock, Task lives)
    {
        switch (Aftermath)
        {
            case Aftermath.Released:
                link.ToServer.Release();
                link.ToClient.Release();
                break;
            case Aftermath.ClientAborts:
                client.Abort();
                break;
            case Aftermath.ServerAborts:
                server.Abort();
                break;
            case Aftermath.BothClose:
                client.Close(ClosedByClient);
                server.Close(ClosedByServer);
                await InTime.Until(() =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return lives.IsCompleted;
                });
                break;
        }
    }

    private void Verify(End end, End other, Lane incoming, bool clean, bool byPeer)
    {
        if (clean)
        {
            Assert.True(end.HasSucceeded, $"{end.GetType().Name} has not succeeded.");
        }

        if (end.Closed is { } closed)
        {
            Verdict.OnEnd(closed, Frames.CloseCode(incoming.Delivered), end.OwnCodes, end.HasAborted, mayBeLost: !clean || other.HasAborted);
        }

        if (clean && end.IsUnderTest)
        {
            Assert.Equal((Conversation.Code, byPeer), (end.Closed!.Code, end.Closed.InitiatedByPeer));
        }
    }
}
