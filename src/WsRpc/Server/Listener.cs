using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>The listening socket of a server and the connections it has accepted.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Reception _reception;
    private readonly RpcSettings _settings;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<RpcConnection, byte> _connections = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Task, byte> _serving = new();
    private readonly int _maxConnections;
    private Task _accepting = Task.CompletedTask;
    private int _count;

    /// <exception cref="SocketException">The address or the port cannot be had.</exception>
    public Listener(WsRpcServerOptions options, EndpointTable endpoints, IPEndPoint address)
    {
        _settings = new RpcSettings(options);
        _maxConnections = options.MaxConnections;
        _reception = new Reception(endpoints, _settings, new HandshakeLimits { MaxHeadBytes = options.MaxHandshakeBytes }, options.HandshakeTimeout);
        _socket = Listen(address);
        Log.Listening(_settings.Logger, _socket.LocalEndPoint!);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public IReadOnlyCollection<RpcConnection> Connections => [.. _connections.Keys];

    public void Start() => _accepting = Task.Run(AcceptAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);

        // Each closes its own connection, also one that opens only now.
        await Task.WhenAll(_serving.Keys).ConfigureAwait(false);
    }

    private static Socket Listen(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(address);
            socket.Listen(backlog: 1024);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Task CloseAsync(RpcConnection connection) =>
        connection.CloseAsync(WebSocketCloseCode.GoingAway, "the server stops").AsTask();

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                Serve(socket);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Out of descriptors, mostly: trying again at once would only burn the processor.
                Log.AcceptFailed(_settings.Logger, exception);
                await Task.Delay(PauseAfterFailure, _settings.TimeProvider).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var serving = ServeAsync(socket);
        _serving.TryAdd(serving, 0);
        serving.ContinueWith((ended, _) => _serving.TryRemove(ended, out byte _), null, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        var isFull = Interlocked.Increment(ref _count) > _maxConnections;
        try
        {
            if (await _reception.OpenAsync(new NetworkStream(socket.Configured(), ownsSocket: true), socket.RemoteEndPoint, isFull, _stopping.Token).ConfigureAwait(false) is not { } connection)
            {
                return;
            }

            _connections.TryAdd(connection, 0);
            await using var closing = _stopping.Token.UnsafeRegister(static opened => _ = CloseAsync((RpcConnection)opened!), connection).ConfigureAwait(false);
            await connection.Completion.ConfigureAwait(false);
            _connections.TryRemove(connection, out _);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, or took too long, before there was a connection.
        }
        catch (Exception exception)
        {
            Log.OpeningFailed(_settings.Logger, exception);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
