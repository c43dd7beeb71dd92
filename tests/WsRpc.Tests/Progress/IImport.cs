namespace WsRpc.Tests.Progress;

[WsService]
public interface IImport
{
    Task<int> RunAsync(string file, IProgress<double>? progress = null, CancellationToken cancellationToken = default);

    ValueTask NoteAsync(IProgress<string> notes);
}
