namespace WsRpc.Faults.Talks;

/// <summary>What the client of a conversation serves to its server.</summary>
[WsService]
public interface IVisitor
{
    Task<int> AddAsync(int a, int b);

    [WsNotification]
    ValueTask SeenAsync(string text);
}
