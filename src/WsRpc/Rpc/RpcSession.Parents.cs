namespace WsRpc;

// Calls within calls: what this end calls while it serves its peer, and what the peer calls while it serves this end.
internal sealed partial class RpcSession
{
    /// <summary>The capability to say, and to heed, from within which call another comes (docs/protocol.md, "Calls within calls").</summary>
    private const string ParentCapability = "parent";

    /// <summary>Whether both ends have the capability.</summary>
    private bool TellsParents { get; set; }

    // The id that the peer gave to the call being served; 0 when there is none.
    private long NoteOrigin(PendingCall call)
    {
        if (!TellsParents || ServingCall.Of(this) is not { } origin)
        {
            return 0;
        }

        call.Origin = origin.Turn;
        return origin.Id;
    }

    /// <summary>The call of the peer from within which this end made the call of that id, as far as it keeps a place; the peer may name any number.</summary>
    private CallTurn? TurnBehind(long parentId) => TellsParents && parentId != 0 ? _outgoingCalls.OriginOf(parentId) as CallTurn : null;
}
