namespace WsRpc.Faults.Matrix;

/// <summary>What happens once a fault has struck.</summary>
public enum Aftermath
{
    /// <summary>Nothing: the ends notice by themselves.</summary>
    None,

    /// <summary>The stall ends, and the conversation goes through.</summary>
    Released,

    ClientAborts,

    ServerAborts,

    /// <summary>Both ends close, and time passes.</summary>
    BothClose,
}
