using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.Matrix;

/// <summary>One conversation, with one fault: both ends come to their end, what they report is so, and all is given back.</summary>
internal sealed record Trial(Conversation Conversation, Terms Terms, Manners Manners, Direction Direction, Fault Fault, Aftermath Aftermath, int Seed)
{
    private const int ClosedByClient = 4002;
    private const int ClosedByServer = 4003;

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
        await Task.WhenAny(lives, link.Struck).Within();
        if (link.IsStruck)
        {
            await Follow(link, client, server, clock, lives);
        }

        await lives.Within();
        await client.Settle();
        await server.Settle();
        await books.Balance();
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

        if (end.Closed is not { } closed)
        {
            Assert.True(!clean || end is PeerEnd, "Nothing went wrong, and there was no connection.");
            return;
        }

        if (clean)
        {
            Assert.Equal((Conversation.Code, byPeer), (closed.Code, closed.InitiatedByPeer));
        }

        var seen = Frames.CloseCode(incoming.Delivered);
        switch (closed)
        {
            case { Code: not 1006, InitiatedByPeer: true }:
                Assert.Equal(seen, closed.Code); // RFC 6455 §7.1.5
                break;
            case { Code: not 1006 }:
                Assert.Contains(closed.Code, end.OwnCodes);
                break;
            case { InitiatedByPeer: true }:
                Assert.True(!clean || other.HasAborted, "1006, and nothing went wrong.");
                break;
            default:
                Assert.True(end.HasAborted, "1006 by this end, which did not abort.");
                break;
        }

        if (seen is null && end.OwnCodes.Count == 0)
        {
            Assert.Equal(1006, closed.Code); // no Close frame was received: RFC 6455 §7.1.5
        }
    }
}
