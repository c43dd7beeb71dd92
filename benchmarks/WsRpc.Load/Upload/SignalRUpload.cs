using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace WsRpc.Load;

/// <summary>SignalR 10: a stream of arrays from the client, as its documentation has uploads.</summary>
internal sealed class SignalRUpload : IUploadPeer
{
    public string Name => "signalr-json";

    public async Task<IPeerServer> StartServerAsync() => await SignalRServer.StartAsync<UploadHub>();

    public async Task<long> UploadAsync(Uri url, UploadSource source)
    {
        await using var connection = await SignalRDialing.ConnectAsync(url);
        return await connection.InvokeAsync<long>("Upload", PartsOf(source));
    }

    private static async IAsyncEnumerable<byte[]> PartsOf(UploadSource source)
    {
        var buffer = new byte[UploadSource.PartSize];
        while (await source.ReadAsync(buffer) is > 0 and var read)
        {
            yield return buffer[..read];
        }
    }

    private sealed class UploadHub : Hub
    {
        public async Task<long> Upload(IAsyncEnumerable<byte[]> parts)
        {
            var count = 0L;
            await foreach (var part in parts)
            {
                count += part.Length;
            }

            return count;
        }
    }
}
