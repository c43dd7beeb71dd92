using WsRpc;

namespace QuickStart.Demo;

/// <summary>What the cafe may ask of a guest: the server calls, the client answers.</summary>
[WsService(JsonContext = typeof(CafeJson))]
public interface IGuest
{
    /// <summary>A question that the cafe waits on.</summary>
    Task<bool> ConfirmAsync(string question);

    /// <summary>The cafe calls something out.</summary>
    [WsNotification]
    ValueTask HearAsync(string text);
}
