namespace WsRpc.Faults.Talks;

/// <summary>What the server of a conversation serves: one method for each thing that can be under way when a connection ends.</summary>
[WsService(Callback = typeof(IVisitor))]
public interface IStation
{
    Task<string> RepeatAsync(string text);

    /// <summary>Asks the caller back before it answers.</summary>
    Task<int> DoubleAsync(int value);

    /// <summary>Answers only when it is cancelled.</summary>
    Task<int> WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>Answers only when the connection has ended.</summary>
    Task<int> HoldAsync();

    [WsNotification]
    ValueTask NoteAsync(string text);

    /// <summary>The server closes the connection.</summary>
    [WsNotification]
    ValueTask LeaveAsync();
}
