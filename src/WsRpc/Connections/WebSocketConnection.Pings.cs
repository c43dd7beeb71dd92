using System.Buffers.Binary;

namespace WsRpc;

// Pings of this end, and the pongs that answer them (RFC 6455 §5.5.2, §5.5.3).
public sealed partial class WebSocketConnection
{
    private const long NotMeasured = -1;

    private List<PendingPing>? _pings; // under the gate of the state, as all of this
    private long _roundTripTicks = NotMeasured;
    private long _pingSentAt;
    private uint _pingId;
    private bool _pingUnanswered;

    /// <summary>
    /// How long the last answered ping was under way and back, the wait behind other messages included; <see langword="null"/> before the
    /// first. Pings are sent by <see cref="PingAsync"/> and after <see cref="WebSocketConnectionOptions.KeepAliveInterval"/>.
    /// </summary>
    public TimeSpan? RoundTripTime => Volatile.Read(ref _roundTripTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>Sends a ping and waits for its pong. From any thread.</summary>
    /// <remarks>A pong is seen only while somebody receives. One that never comes does not end the wait: the connection's end does, or the token.</remarks>
    /// <param name="cancellationToken">Ends the wait; the connection lives on.</param>
    /// <returns>How long that took.</returns>
    /// <exception cref="InvalidOperationException">The connection is closing or closed, or closed before the pong came.</exception>
    public async Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PendingPing ping;
        lock (_stateGate)
        {
            if (_closing is { } closing)
            {
                throw NotOpen(closing);
            }

            ping = new PendingPing(NextPing(), _pingSentAt);
            (_pings ??= []).Add(ping);
        }

        WritePing(ping.Id);
        try
        {
            return await ping.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_stateGate)
            {
                _pings.Remove(ping);
            }
        }
    }

    internal static InvalidOperationException NotOpen(WebSocketClosed? closed) => new($"The connection is closed: {closed?.Reason ?? "closing"}.");

    private uint NextPing()
    {
        _pingSentAt = _options.TimeProvider.GetTimestamp();
        _pingUnanswered = true;
        return ++_pingId;
    }

    private void WritePing(uint id)
    {
        Span<byte> data = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(data, id);
        Output.WritePing(data);
    }

    // A peer may answer the last one only of several (§5.5.3), or send a pong that nobody asked for: it is ignored.
    private void OnPong(ReadOnlySpan<byte> data)
    {
        if (data.Length != sizeof(uint))
        {
            return;
        }

        var id = BinaryPrimitives.ReadUInt32BigEndian(data);
        lock (_stateGate)
        {
            var now = _options.TimeProvider.GetTimestamp();
            if (id == _pingId && _pingUnanswered)
            {
                _pingUnanswered = false;
                Measure(_pingSentAt, now);
            }

            if (_pings is null)
            {
                return;
            }

            foreach (var ping in _pings)
            {
                // Ids go on from their largest with zero; one that lies ahead is none of ours.
                if (id - ping.Id <= _pingId - ping.Id && ping.TrySetResult(_options.TimeProvider.GetElapsedTime(ping.SentAt, now)) && id == ping.Id)
                {
                    Measure(ping.SentAt, now);
                }
            }
        }
    }

    private void Measure(long sentAt, long now) => Volatile.Write(ref _roundTripTicks, _options.TimeProvider.GetElapsedTime(sentAt, now).Ticks);

    private void EndPings(WebSocketClosed closed)
    {
        lock (_stateGate)
        {
            _pings?.ForEach(ping => ping.TrySetException(NotOpen(closed)));
        }
    }
}
