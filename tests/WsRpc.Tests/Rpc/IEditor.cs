namespace WsRpc.Tests.Rpc;

/// <summary>A contract with a barrier, as editors have it: questions see the changes that came before them.</summary>
[WsService("editor")]
public interface IEditor
{
    [WsMethod(Barrier = true)]
    Task<string> ChangeAsync(string text, CancellationToken cancellationToken = default);

    [WsMethod(Barrier = true), WsNotification]
    ValueTask EditAsync(string text);

    Task<string> HoverAsync(string text, CancellationToken cancellationToken = default);
}
