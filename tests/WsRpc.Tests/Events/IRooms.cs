namespace WsRpc.Tests.Events;

[WsService]
public interface IRooms
{
    event EventHandler<RoomClosed> RoomClosed;

    [WsEvent("rooms/renamed", Queue = WsQueue.Latest)]
    event EventHandler<string?>? Renamed;

    event EventHandler Emptied;

    Task<int> CountAsync();
}
