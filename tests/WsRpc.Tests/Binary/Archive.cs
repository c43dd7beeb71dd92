namespace WsRpc.Tests.Binary;

/// <summary>An archive that does with streams what a test says, or else reads them to the end.</summary>
internal sealed class Archive : IArchive
{
    public Func<Stream, Task<long>> Reads { get; init; } = ReadAsync;

    public Func<Stream?> Gives { get; init; } = static () => null;

    public Func<Task> Waits { get; init; } = static () => Task.CompletedTask;

    public byte[]? Patch { get; private set; }

    public static async Task<long> ReadAsync(Stream content) => (await ReadAllAsync(content)).Length;

    public static async Task<byte[]> ReadAllAsync(Stream content)
    {
        var all = new MemoryStream();
        await content.CopyToAsync(all);
        return all.ToArray();
    }

    public Task<long> UploadAsync(string name, Stream content, CancellationToken cancellationToken) => Reads(content);

    public async Task<Stream?> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await Waits();
        return Gives();
    }

    public async ValueTask<long> PatchAsync(byte[] patch, Stream? content, Stream? more)
    {
        Patch = patch;
        return (content is null ? 0 : await ReadAsync(content)) + (more is null ? 0 : await ReadAsync(more));
    }

    public Task IgnoreAsync(Stream content) => Task.CompletedTask;
}
