using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.Matrix;

/// <summary>Every kind of fault at every place of every conversation.</summary>
public sealed class FaultMatrixTests
{
    private static readonly (FaultKind Kind, Aftermath Aftermath)[] Mishaps =
    [
        (FaultKind.Cut, Aftermath.None),
        (FaultKind.Reset, Aftermath.None),
        (FaultKind.HalfClosed, Aftermath.None),
        (FaultKind.HalfClosedAndRefused, Aftermath.None),
        (FaultKind.WriteFails, Aftermath.None),
        (FaultKind.ReadFails, Aftermath.None),
        (FaultKind.Lost, Aftermath.BothClose),
        (FaultKind.Lost, Aftermath.ClientAborts),
        (FaultKind.Lost, Aftermath.ServerAborts),
        (FaultKind.Stalled, Aftermath.Released),
        (FaultKind.Stalled, Aftermath.BothClose),
        (FaultKind.Stalled, Aftermath.ClientAborts),
        (FaultKind.Stalled, Aftermath.ServerAborts),
    ];

    public static TheoryData<string, string, string> Ways
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var conversation in Conversation.All)
            {
                foreach (var terms in Terms.All)
                {
                    foreach (var manners in Manners.All)
                    {
                        data.Add(conversation.Name, terms.Name, manners.Name);
                    }
                }
            }

            return data;
        }
    }

    public static TheoryData<string, string, FaultKind, Aftermath> All
    {
        get
        {
            var data = new TheoryData<string, string, FaultKind, Aftermath>();
            foreach (var conversation in Conversation.All)
            {
                foreach (var terms in Terms.All)
                {
                    foreach (var (kind, aftermath) in Mishaps)
                    {
                        data.Add(conversation.Name, terms.Name, kind, aftermath);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Conversation_without_a_fault_goes_through(string conversation, string terms, string manners)
    {
        using var stray = new StrayExceptions();
        var remains = new Remains();
        for (var seed = 0; seed < 5; seed++)
        {
            await new Trial(Conversation.Named(conversation), Terms.Named(terms), Manners.Named(manners), Direction.ToServer, Fault.None, Aftermath.None, seed).RunAsync(remains);
        }

        await remains.AreCollected();
        stray.AreNone();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Fault_ends_both_ends_and_nothing_is_left(string conversation, string terms, FaultKind kind, Aftermath aftermath)
    {
        using var stray = new StrayExceptions();
        var remains = new Remains();
        await Strike(Conversation.Named(conversation), Terms.Named(terms), kind, aftermath, remains);
        await remains.AreCollected();
        stray.AreNone();
    }

    private static async Task Strike(Conversation conversation, Terms terms, FaultKind kind, Aftermath aftermath, Remains remains)
    {
        var (toServer, toClient) = await Trial.Record(conversation, terms, Manners.All[0]);
        var seed = 0;
        foreach (var (direction, octets) in new[] { (Direction.ToServer, toServer), (Direction.ToClient, toClient) })
        {
            foreach (var position in Positions.In(octets))
            {
                // Each place in one manner, and the next place in the next.
                var manners = Manners.All[++seed % Manners.All.Count];
                await new Trial(conversation, terms, manners, direction, new Fault(kind, position), aftermath, seed).RunAsync(remains);
            }
        }
    }
}
