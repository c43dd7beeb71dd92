using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WsRpc.Load;

/// <summary>
/// The load of a measurement, on the thread that calls it. A frame is masked, and compressed, once and sent many times, so that
/// the server is what there is to measure.
/// </summary>
internal sealed class EchoLoad : IDisposable
{
    private const int MostEvents = 512;
    private const int WaitMilliseconds = 200;

    /// <summary>How long all connections may be silent: a lost reply fails the run, it does not hang it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Epoll _epoll = new(MostEvents);
    private readonly byte[] _room = GC.AllocateUninitializedArray<byte>(1024 * 1024, pinned: true);
    private readonly List<EchoConnection> _connections = [];
    private LatencyHistogram _latency = new();
    private bool _isFinishing;

    /// <summary>Opens the connections and sends the first batch on each.</summary>
    public EchoLoad(EchoPeer peer, int port, int size, EchoShape shape)
    {
        var traffic = new EchoTraffic(peer, size, shape.Depth);
        for (var token = 0; token < shape.Connections; token++)
        {
            var socket = ClientHandshake.Connect(port, IPAddress.Loopback);
            _connections.Add(new EchoConnection(socket, Open(peer, socket, port), token, _epoll, traffic.Batches, shape.Depth, traffic.NewReplies()));
            _epoll.Add(socket, token, EpollEvents.Readable);
        }

        _connections.ForEach(connection => connection.Begin());
    }

    /// <summary>How many octets came so far.</summary>
    public long Received => _connections.Sum(connection => connection.Received);

    /// <summary>From before the write of its batch to the read of its end, for each message since this was called last.</summary>
    public LatencyHistogram TakeLatency()
    {
        var taken = _latency;
        _latency = new();
        return taken;
    }

    /// <summary>Goes on for a time, and then for as long as no message was answered.</summary>
    /// <returns>How long it was. The batches under way stay so: a run after this one goes on with them.</returns>
    public TimeSpan Run(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var answered = _latency.Count;
        ServeWhile(() => Stopwatch.GetElapsedTime(started) < duration || _latency.Count == answered);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Waits for all replies that are due: one that was lost would not be missed among so many.</summary>
    public void Finish()
    {
        _isFinishing = true;
        ServeWhile(() => _connections.Exists(connection => connection.IsDue));
    }

    public void Dispose()
    {
        _connections.ForEach(connection => connection.Dispose());
        _epoll.Dispose();
    }

    private static ILink Open(EchoPeer peer, Socket socket, int port)
    {
        var records = new TlsRecords(socket);
        var tls = peer.SpeaksTls ? LoadTls.Over(records) : null;
        if (peer.SpeaksWebSocket)
        {
            // Its octets end with its head: an echo server does not begin.
            new BufferedStream((Stream?)tls ?? records).Upgrade(port, compression: peer.Compression);
        }

        return tls is null ? new PlainLink(socket) : new TlsLink(records, tls);
    }

    private void ServeWhile(Func<bool> condition)
    {
        for (var lastEvent = Stopwatch.GetTimestamp(); condition();)
        {
            var events = _epoll.Wait(WaitMilliseconds);
            for (var i = 0; i < events; i++)
            {
                var (ready, token) = _epoll[i];
                Serve(_connections[token], ready);
            }

            if (events > 0)
            {
                lastEvent = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(lastEvent) > Patience)
            {
                throw new TimeoutException("The server answers no more.");
            }
        }
    }

    private void Serve(EchoConnection connection, EpollEvents ready)
    {
        if ((ready & EpollEvents.Writable) != 0)
        {
            connection.Write();
        }

        if ((ready & ~EpollEvents.Writable) == 0)
        {
            return;
        }

        for (var more = true; more;)
        {
            (var replies, more) = connection.Read(_room);
            Record(replies, connection.Began);
            if (!connection.IsDue && !_isFinishing)
            {
                connection.Begin();
            }
        }
    }

    private void Record(int replies, long began)
    {
        if (replies == 0)
        {
            return;
        }

        var latency = Stopwatch.GetTimestamp() - began;
        for (var i = 0; i < replies; i++)
        {
            _latency.Record(latency);
        }
    }
}
