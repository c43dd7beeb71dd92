using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>What the fuzzing peer does on one connection, and what it must get.</summary>
/// <param name="Id">The number it is known by in the field.</param>
/// <param name="Ending">Who must close the connection, and how.</param>
/// <param name="Steps">What the fuzzing peer does.</param>
internal sealed record ConformanceCase(string Id, Ending Ending, params IReadOnlyList<Step> Steps)
{
    /// <summary>The messages and Pongs to get, and nothing besides.</summary>
    public IReadOnlyList<Frame> Expected { get; init; } = [];

    /// <summary>What is tolerated too, where an echo may be lost to the failing of the connection.</summary>
    public IReadOnlyList<Frame>? Tolerated { get; init; }

    /// <summary>Whether there is no right and wrong.</summary>
    public bool IsInformational { get; init; }

    /// <summary>What the peer under test must be allowed to take.</summary>
    public WebSocketLimits Limits { get; init; } = WebSocketLimits.Default;

    /// <summary>How compression is negotiated; nothing where it is not.</summary>
    public DeflateProposal? Compression { get; init; }

    public ConformanceCase Expects(params IReadOnlyList<Frame> frames) => this with { Expected = frames };

    public ConformanceCase Tolerates(params IReadOnlyList<Frame> frames) => this with { Tolerated = frames };

    public ConformanceCase AsInformation() => this with { IsInformational = true };
}
