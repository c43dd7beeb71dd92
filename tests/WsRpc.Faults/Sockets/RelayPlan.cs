using WsRpc.Faults.Links;

namespace WsRpc.Faults.Sockets;

/// <summary>What a <see cref="FaultyRelay"/> does to one connection: the fault, in which direction, and in which pieces it hands on.</summary>
internal sealed record RelayPlan(Direction Direction, Fault Fault, int Piece)
{
    private static readonly FaultKind[] Kinds = [FaultKind.None, FaultKind.Cut, FaultKind.Reset, FaultKind.HalfClosed, FaultKind.Lost, FaultKind.Stalled];

    public static RelayPlan Draw(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];

        // Mostly among the small messages, where the states are.
        var at = random.Next(3) == 0 ? random.Next(22_000) : random.Next(1200);
        var direction = random.Next(2) == 0 ? Direction.ToServer : Direction.ToClient;
        return new RelayPlan(direction, kind == FaultKind.None ? Fault.None : new Fault(kind, at), Piece: random.Next(4) == 0 ? 100 : 64 * 1024);
    }
}
