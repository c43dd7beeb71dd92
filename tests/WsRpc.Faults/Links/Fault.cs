namespace WsRpc.Faults.Links;

/// <summary>A fault in front of octet <paramref name="At"/> of one direction, counted from 0: so many octets get through.</summary>
internal readonly record struct Fault(FaultKind Kind, long At)
{
    public static Fault None => new(FaultKind.None, long.MaxValue);
}
