namespace WsRpc.Fuzz.Engine;

/// <summary>What a reading took.</summary>
internal readonly record struct Cost(long Calls, long Allocated, TimeSpan Processor)
{
    public static Cost Least(Cost left, Cost right) => new(
        Math.Min(left.Calls, right.Calls),
        Math.Min(left.Allocated, right.Allocated),
        left.Processor < right.Processor ? left.Processor : right.Processor);
}
