namespace WsRpc.Tests.Testing;

/// <summary>A service as users write them: with the connection, and with the callback of its client.</summary>
[WsService(Callback = typeof(ILobbyClient))]
public interface ILobby
{
    Task<string> JoinAsync(string room, CancellationToken cancellationToken = default);

    ValueTask<int> CountAsync();

    [WsNotification]
    ValueTask LeaveAsync(string room);
}

[WsService]
public interface ILobbyClient
{
    Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<Seat?> ChooseSeatAsync(Seat proposal);

    [WsNotification]
    ValueTask JoinedAsync(string who, int members);

    Task PingAsync();
}

public sealed record Seat(int Row, string Name);

internal sealed class Lobby(RpcConnection connection, ILobbyClient caller) : ILobby
{
    public async Task<string> JoinAsync(string room, CancellationToken cancellationToken = default)
    {
        if (!await caller.ConfirmAsync($"Join {room}?", cancellationToken))
        {
            throw new RpcErrorException(1001, "You did not want to.");
        }

        connection.Items["room"] = room;
        await caller.JoinedAsync(connection.UserId ?? "somebody", 1);
        return room;
    }

    public ValueTask<int> CountAsync() => new(connection.Items.Count);

    public ValueTask LeaveAsync(string room)
    {
        connection.Items.Remove("room");
        return default;
    }
}
