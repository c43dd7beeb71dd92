namespace WsRpc;

/// <summary>What the name of a target is the name of.</summary>
internal enum RpcTargetKind
{
    All,
    Client,
    User,
    Group,
}
