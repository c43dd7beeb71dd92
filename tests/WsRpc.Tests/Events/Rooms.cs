namespace WsRpc.Tests.Events;

/// <summary>A service that counts who listens to it.</summary>
internal sealed class Rooms : IRooms
{
    private EventHandler<RoomClosed>? _roomClosed;

    public event EventHandler<RoomClosed> RoomClosed
    {
        add
        {
            OnAdd();
            Interlocked.Increment(ref _listeners);
            _roomClosed += value;
        }

        remove
        {
            Interlocked.Decrement(ref _listeners);
            _roomClosed -= value;
        }
    }

    public event EventHandler<string?>? Renamed;

    public event EventHandler? Emptied;

    private int _listeners;

    /// <summary>Handlers of <see cref="RoomClosed"/>.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    public Action OnAdd { get; set; } = static () => { };

    public void Close(string room) => Close(new RoomClosed(room));

    public void Close(RoomClosed closed) => _roomClosed?.Invoke(this, closed);

    public void Rename(string? name) => Renamed?.Invoke(this, name);

    public void Empty() => Emptied?.Invoke(this, EventArgs.Empty);

    public Task<int> CountAsync() => Task.FromResult(3);
}
