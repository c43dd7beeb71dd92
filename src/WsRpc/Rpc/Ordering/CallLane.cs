namespace WsRpc;

/// <summary>The calls of one connection to one ordered service. Belongs to the <see cref="CallOrder"/> and is read and changed inside its gate.</summary>
internal sealed class CallLane
{
    /// <summary>The call that runs, or is about to.</summary>
    public CallTurn? Holder { get; set; }

    /// <summary>Those behind it, in the order of their arrival.</summary>
    public LinkedList<CallTurn> Waiting { get; } = new();
}
