namespace WsRpc.Faults.Calls;

/// <summary>What both ends of a storm serve: answers at once, later, or not at all unless cancelled.</summary>
[WsService]
public interface ICounterpart
{
    ValueTask<int> NowAsync(int value, CancellationToken cancellationToken = default);

    Task<string> SoonAsync(string text, CancellationToken cancellationToken = default);

    [WsNotification]
    ValueTask NoteAsync(int value);
}
