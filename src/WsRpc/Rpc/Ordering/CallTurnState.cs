namespace WsRpc;

/// <summary>Where a call of the peer stands that keeps its place.</summary>
internal enum CallTurnState
{
    /// <summary>It is not in a line yet.</summary>
    New,

    /// <summary>It stands in a line.</summary>
    Waiting,

    /// <summary>Its service is called.</summary>
    Running,

    /// <summary>It has ended, or was given up before it began: its call object is nobody's to touch.</summary>
    Ended,
}
