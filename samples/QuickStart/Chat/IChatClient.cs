using WsRpc;

namespace QuickStart.Chat;

/// <summary>What the server may ask of a chat client.</summary>
[WsService(JsonContext = typeof(ChatJson))]
public interface IChatClient
{
    /// <summary>Something was said, or happened, in the room.</summary>
    [WsNotification]
    Task HearAsync(ChatLine line);
}
