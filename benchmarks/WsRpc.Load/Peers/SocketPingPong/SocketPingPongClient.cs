using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace WsRpc.Load;

/// <summary>The client's end. For one call at a time.</summary>
internal sealed class SocketPingPongClient(Socket socket) : IPeerClient, ICalculator
{
    private readonly PingPongMessage _message = new();

    public ICalculator Calculator => this;

    public static async Task<SocketPingPongClient> ConnectAsync(Uri url)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        return new(socket);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> AddAsync(int a, int b)
    {
        (_message.IsEcho, _message.First, _message.Second) = (false, a, b);
        await CallAsync();
        return _message.First;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<string> EchoAsync(string text)
    {
        (_message.IsEcho, _message.Text) = (true, text);
        await CallAsync();
        return _message.Text;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CallAsync()
    {
        await _message.SendAsync(socket);
        if (!await _message.ReceiveAsync(socket))
        {
            throw new EndOfStreamException("The connection was closed.");
        }
    }
}
