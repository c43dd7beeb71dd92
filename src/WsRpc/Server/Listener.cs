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
    private readonly ConnectionTable _connections;
    private readonly ConcurrentDictionary<Task, byte> _opening = new();
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="SocketException">The address or the port cannot be had.</exception>
    public Listener(WsRpcServerOptions options, EndpointTable endpoints, ClientDirectory directory, IPEndPoint address)
    {
        _settings = new RpcSettings(options);
        _connections = new ConnectionTable(options.MaxConnections, options.MaxConnectionsPerAddress, directory);
        var tls = options.HasCertificate ? new ServerTls(options.Certificate, options.Tls, _settings.TimeProvider, _settings.Logger) : null;
        _reception = new Reception(endpoints, _settings, new HandshakeLimits { MaxHeadBytes = options.MaxHandshakeBytes }, options.HandshakeTimeout, _connections, tls);
        _socket = Listen(address);
        Log.Listening(_settings.Logger, _socket.LocalEndPoint!);
    }

    public RpcSettings Settings => _settings;

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public IReadOnlyCollection<RpcConnection> Connections => _connections.All;

    public void Start() => _accepting = Task.Run(AcceptAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);

        // Openings first: one of them may still become a connection.
        await Task.WhenAll(_opening.Keys).ConfigureAwait(false);
        await Task.WhenAll(_connections.All.Select(connection => connection.CloseAsync(WebSocketCloseCode.GoingAway, "the server stops").AsTask())).ConfigureAwait(false);
        await _connections.Farewells.WaitAsync(_settings.Connection.CloseTimeout, _settings.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        var opening = OpenAsync(socket);
        _opening.TryAdd(opening, 0);
        opening.ContinueWith((ended, _) => _opening.TryRemove(ended, out byte _), null, TaskScheduler.Default);
    }

    // Ends when the connection stands: nothing waits for its end, which would cost memory for as long as it lives.
    private async Task OpenAsync(Socket socket)
    {
        NetworkStream? stream = null;
        RpcConnection? connection = null;
        EndPoint? peer = null;
        var hasSeat = false;
        try
        {
            peer = socket.RemoteEndPoint;
            hasSeat = _connections.TryTakeSeat(peer, out var refusal);
            stream = _settings.Connection.Sockets.StreamOver(socket.Configured());
            if (refusal is null)
            {
                connection = await _reception.OpenAsync(stream, peer, _stopping.Token).ConfigureAwait(false);
            }
            else
            {
                await _reception.TurnAwayAsync(stream, peer, refusal, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away, or took too long, before there was a connection.
        }
        catch (Exception exception)
        {
            Log.OpeningFailed(_settings.Logger, exception);
        }

        if (connection is null)
        {
            stream?.Dispose();
            socket.Dispose();
            if (hasSeat)
            {
                _connections.GiveSeatBack(peer);
            }
        }
    }
}
