namespace WsRpc.Load;

/// <summary>What carries the octets of a connection, without waiting.</summary>
internal interface ILink
{
    /// <summary>Whether octets may be here that the socket has given away already, so that it says nothing of them.</summary>
    bool ReadsAhead { get; }

    /// <returns>How many octets came, 0 at their end, or -1 when there are none yet: then the next call is to have the same room.</returns>
    int Receive(Memory<byte> room);

    /// <returns>How many octets were taken; 0 until the socket takes more.</returns>
    int Send(ReadOnlyMemory<byte> octets);

    /// <returns>Whether all that was taken has left.</returns>
    bool TryFlush();
}
