namespace WsRpc.Load;

/// <summary>A way to bring many octets from a client to a server that counts them.</summary>
internal interface IUploadPeer : INamedPeer
{
    Task<IPeerServer> StartServerAsync();

    /// <summary>Sends the source to its end. Returns how many octets the server has read.</summary>
    Task<long> UploadAsync(Uri url, UploadSource source);
}
