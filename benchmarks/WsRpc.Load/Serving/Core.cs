namespace WsRpc.Load;

/// <summary>Where the processes run when they are pinned: neither takes time from the other, and neither moves.</summary>
internal static class Core
{
    public const int OfServers = 0;
    public const int OfClients = 1;
}
