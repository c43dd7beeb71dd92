using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Decompresses one direction of a connection. Used by one caller at a time.</summary>
public interface IInflater : IDisposable
{
    /// <summary>Decompresses. Behind a block marked as final, where the stream ends, the next one begins (RFC 7692 §7.2.3.4).</summary>
    /// <param name="data">Compressed octets; moves on over what was taken.</param>
    /// <param name="output">Where the decompressed octets go; not empty.</param>
    /// <param name="written">How many octets were written.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/> when all of <paramref name="data"/> is worked off,
    /// <see cref="OperationStatus.DestinationTooSmall"/> when there may be more output to come, or
    /// <see cref="OperationStatus.InvalidData"/>, after which nothing more can be decompressed.
    /// </returns>
    OperationStatus Inflate(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written);

    /// <summary>
    /// Ends a message: takes the four octets into account that its sender left out (RFC 7692 §7.2.2), and says whether the
    /// compressed data may end there.
    /// </summary>
    bool TryEndMessage();

    /// <summary>Forgets all that was decompressed, and what was wrong with it.</summary>
    void Reset();
}
