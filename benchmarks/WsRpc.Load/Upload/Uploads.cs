namespace WsRpc.Load;

/// <inheritdoc/>
internal sealed class Uploads : IUploads
{
    public async Task<long> UploadAsync(Stream content)
    {
        var buffer = new byte[64 * 1024];
        var count = 0L;
        while (await content.ReadAsync(buffer) is > 0 and var read)
        {
            count += read;
        }

        return count;
    }

    public Task TakeAsync(ReadOnlyMemory<byte> part) => Task.CompletedTask;
}
