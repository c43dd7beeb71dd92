namespace WsRpc.Soak;

/// <summary>What the server tells its clients of by <see cref="WsRpcServer.Clients{T}"/>.</summary>
[WsService]
public interface IFeedListener
{
    [WsNotification]
    ValueTask HearAsync(string what);
}
