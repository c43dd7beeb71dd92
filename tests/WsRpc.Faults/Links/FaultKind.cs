namespace WsRpc.Faults.Links;

/// <summary>What can happen to one direction of a link, at an octet of the conversation.</summary>
public enum FaultKind
{
    /// <summary>Nothing; the conversation goes through.</summary>
    None,

    /// <summary>Both directions end: what was sent before arrives, nothing more is taken. A peer's process that ended.</summary>
    Cut,

    /// <summary>Both directions break, and what is under way is lost. RST.</summary>
    Reset,

    /// <summary>The reader sees the end; the writer notices nothing, and what it writes is lost. The other direction goes on.</summary>
    HalfClosed,

    /// <summary>The reader sees the end, the writer fails. The other direction goes on.</summary>
    HalfClosedAndRefused,

    /// <summary>Writing fails; the reader notices nothing.</summary>
    WriteFails,

    /// <summary>Reading fails; the writer notices nothing.</summary>
    ReadFails,

    /// <summary>Writing goes on and nothing of it arrives. A cable that was pulled.</summary>
    Lost,

    /// <summary>Writing waits. A peer that takes nothing.</summary>
    Stalled,
}
