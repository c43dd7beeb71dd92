namespace WsRpc.Load;

/// <summary>Counts what it is sent.</summary>
[WsService]
public interface IUploads
{
    /// <summary>Reads the content to its end. Returns how many octets it has.</summary>
    Task<long> UploadAsync(Stream content);

    /// <summary>Takes some octets.</summary>
    Task TakeAsync(ReadOnlyMemory<byte> part);
}
