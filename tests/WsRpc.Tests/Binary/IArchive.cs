namespace WsRpc.Tests.Binary;

[WsService]
public interface IArchive
{
    Task<long> UploadAsync(string name, Stream content, CancellationToken cancellationToken = default);

    Task<Stream?> DownloadAsync(string name, CancellationToken cancellationToken = default);

    ValueTask<long> PatchAsync(byte[] patch, Stream? content = null, Stream? more = null);

    Task IgnoreAsync(Stream content);
}
