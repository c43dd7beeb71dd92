namespace WsRpc.Conformance;

/// <summary>How a case must end.</summary>
/// <param name="ByPeer">Whether the peer under test must close first; otherwise it must answer the fuzzing peer's Close.</param>
/// <param name="IsClean">Whether both Close frames and the server's end of the TCP connection must be seen.</param>
/// <param name="Codes">What its Close frame may say, if there is one and it says anything.</param>
internal sealed record Ending(bool ByPeer, bool IsClean, params IReadOnlyList<int> Codes)
{
    /// <summary>The fuzzing peer closes once it has got all it expects.</summary>
    public static Ending Orderly { get; } = new(ByPeer: false, IsClean: true, 1000);

    /// <summary>The peer must fail the connection: with a Close frame, or by dropping it.</summary>
    public static Ending ProtocolError { get; } = new(ByPeer: true, IsClean: false, 1002);

    /// <summary>Likewise, because of a text that is not UTF-8.</summary>
    public static Ending NotUtf8 { get; } = new(ByPeer: true, IsClean: false, 1007);

    /// <summary>The Close frame in the script is legal: it is answered with its own code or 1000.</summary>
    public static Ending Answered(int code) => new(ByPeer: false, IsClean: true, code, 1000);

    /// <summary>The Close frame in the script is not legal.</summary>
    public static Ending Refused(params IReadOnlyList<int> codes) => new(ByPeer: false, IsClean: false, codes);

    /// <summary>The Close frame in the script may be answered with anything.</summary>
    public static Ending Any { get; } = new(ByPeer: false, IsClean: false);
}
