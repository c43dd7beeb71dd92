namespace WsRpc;

/// <summary>Whether a call may be made.</summary>
internal enum OutgoingCallAdmission
{
    Admitted,
    Full,
    Closed,
}
