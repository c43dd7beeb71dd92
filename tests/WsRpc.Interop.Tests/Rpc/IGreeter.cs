namespace WsRpc.Interop.Tests;

/// <summary>What both ends serve here.</summary>
[WsService]
public interface IGreeter
{
    Task<string> GreetAsync(string name);

    Task<string> GreetThroughCallerAsync(string name);

    [WsNotification]
    ValueTask RememberAsync(string name);
}
