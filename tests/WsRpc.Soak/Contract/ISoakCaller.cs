namespace WsRpc.Soak;

/// <summary>What the server asks of its clients.</summary>
[WsService]
public interface ISoakCaller
{
    ValueTask<int> NextAsync(int value);

    [WsNotification]
    ValueTask HearAsync(int value);
}
