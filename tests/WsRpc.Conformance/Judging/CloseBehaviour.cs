namespace WsRpc.Conformance;

/// <summary>What is made of the end of the connection.</summary>
internal enum CloseBehaviour
{
    /// <summary>The wrong end closed, or none did.</summary>
    Failed,

    /// <summary>The Close frame says what it must not.</summary>
    WrongCode,

    /// <summary>A Close frame is missing.</summary>
    Unclean,

    /// <summary>A server left it to its client to end the TCP connection.</summary>
    NotDropped,
    Ok,
}
