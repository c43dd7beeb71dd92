using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>A peer under test: sends every message back as it came.</summary>
internal interface IEchoPeer
{
    WebSocketRole Role { get; }

    /// <summary>
    /// How long its failing the connection is waited for before it is asked whether it is alive. No verdict hangs on it but
    /// the one on failing early (6.4), so a peer that is meant to fail wastes little of it.
    /// </summary>
    TimeSpan Patience { get; }

    /// <summary>Opens a connection between the fuzzing peer and a fresh echo.</summary>
    /// <param name="limits">What the echo must take.</param>
    /// <param name="compression">How compression is negotiated, with an echo that is willing to; without, it is not.</param>
    Task<Encounter> MeetAsync(WebSocketLimits limits, DeflateProposal? compression = null);
}
