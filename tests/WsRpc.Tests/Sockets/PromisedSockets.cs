using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>Sockets whose connecting ends as a test says, when it says so.</summary>
internal sealed class PromisedSockets : SocketIo
{
    private readonly ConcurrentDictionary<IPAddress, TaskCompletionSource<NetworkStream>> _attempts = new();
    private readonly ConcurrentQueue<IPAddress> _asked = new();

    /// <summary>Whether a cancelled attempt ends.</summary>
    public bool Heeds { get; set; } = true;

    public IReadOnlyCollection<IPAddress> Asked => [.. _asked];

    public override NetworkStream StreamOver(Socket socket) => Portable.StreamOver(socket);

    public override Task<NetworkStream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var attempt = AttemptAt(address.Address);
        if (Heeds)
        {
            cancellationToken.Register(() => attempt.TrySetCanceled(cancellationToken));
        }

        _asked.Enqueue(address.Address);
        return attempt.Task;
    }

    /// <summary>The stream that this address has answered with.</summary>
    public async Task<NetworkStream> AnswersAsync(IPAddress address)
    {
        var (accepted, peer) = await SocketPair.ConnectSocketsAsync();
        peer.Dispose();
        var stream = StreamOver(accepted);
        Assert.True(AttemptAt(address).TrySetResult(stream));
        return stream;
    }

    public void Refuses(IPAddress address, SocketError error = SocketError.ConnectionRefused) => Assert.True(AttemptAt(address).TrySetException(new SocketException((int)error)));

    public bool IsCancelled(IPAddress address) => AttemptAt(address).Task.IsCanceled;

    private TaskCompletionSource<NetworkStream> AttemptAt(IPAddress address) =>
        _attempts.GetOrAdd(address, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
