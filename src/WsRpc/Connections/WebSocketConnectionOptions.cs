using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Bounds and times of a <see cref="WebSocketConnection"/>.</summary>
public sealed record WebSocketConnectionOptions
{
    /// <summary>The largest message and the most fragments accepted. A larger message closes with 1009.</summary>
    public WebSocketLimits Limits { get; init; } = WebSocketLimits.Default;

    /// <summary>
    /// What this end is willing to agree to on compression (permessage-deflate, RFC 7692). Default: <see langword="null"/>, messages
    /// are not compressed. It costs memory, time and, where secrets are mixed with what others chose, secrecy: see
    /// <see cref="PerMessageDeflateOptions"/>.
    /// </summary>
    public PerMessageDeflateOptions? Compression { get; init; }

    /// <summary>How long the closing handshake may take before the connection is cut. Default: 5 seconds.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// From how many unsent octets on a sender waits; the connection stops reading at four times as many,
    /// so that answers to a peer that reads nothing cannot pile up, and is cut at sixteen times. Default: 4 MiB.
    /// </summary>
    public int OutgoingHighWaterBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// How long a peer may take nothing at all, while more waits for it than <see cref="OutgoingHighWaterBytes"/>, before the
    /// connection is cut. Default: 30 seconds.
    /// </summary>
    public TimeSpan SlowPeerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After how long a silence of the peer it is sent a ping; <see cref="Timeout.InfiniteTimeSpan"/> for never. Measured to about a second, and
    /// only while somebody receives. Default: 30 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, nor infinite.</exception>
    public TimeSpan KeepAliveInterval { get; init => field = PositiveOrInfinite(value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long nothing at all may come behind such a ping before the connection is given up with 1006. The time that the ping itself
    /// waits to be sent does not count: <see cref="SlowPeerTimeout"/> judges that. Default: 20 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, nor infinite.</exception>
    public TimeSpan KeepAliveTimeout { get; init => field = PositiveOrInfinite(value); } = TimeSpan.FromSeconds(20);

    /// <summary>Whether the time of keep-alive stands still while a debugger is attached to this process. Default: true.</summary>
    public bool PauseTimeoutsWhenDebugging { get; init; } = true;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal Func<bool> IsDebuggerAttached { get; init; } = static () => Debugger.IsAttached;

    internal SocketIo Sockets { get; init; } = SocketIo.Default;

    // Found when it is needed: most programs compress nothing.
    [AllowNull]
    internal IDeflateProvider DeflateProvider { get => field ?? DeflateProviders.Default; init; }

    internal static WebSocketConnectionOptions Default { get; } = new();

    private static TimeSpan PositiveOrInfinite(TimeSpan value)
    {
        if (value != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        }

        return value;
    }
}
