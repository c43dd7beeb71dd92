namespace WsRpc.Interop.Tests;

/// <summary>What both ends serve, in every form of params.</summary>
[WsService("")]
public interface ICounterpart
{
    [WsMethod("add")]
    Task<int> AddAsync(int a, int b);

    [WsMethod("greet", Params = WsParams.Named)]
    Task<string> GreetAsync(string name);

    [WsMethod("hover", Params = WsParams.Object)]
    Task<Place> HoverAsync(Place place);

    [WsMethod("fail")]
    Task FailAsync();

    [WsNotification("note")]
    ValueTask NoteAsync(string text);

    [WsMethod("lastNote")]
    Task<string> LastNoteAsync();

    [WsMethod("relay")]
    Task<int> RelayAsync(int a, int b);

    [WsMethod("steps")]
    Task<string> StepsAsync(IProgress<int> progress);

    [WsMethod("waits")]
    Task WaitsAsync(CancellationToken cancellationToken = default);
}

public sealed record Place(int X, int Y);
