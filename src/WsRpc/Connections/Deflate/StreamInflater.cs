using System.Buffers;
using System.IO.Compression;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>Decompresses by <see cref="DeflateStream"/>, which gets an octet at a time, since it does not tell how many of them it used.</summary>
internal sealed class StreamInflater : IInflater
{
    private readonly SingleOctets _input = new();
    private DeflateStream _stream;
    private bool _atStart = true; // of a stream, of which nothing came yet

    public StreamInflater() => _stream = Begin();

    public OperationStatus Inflate(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written)
    {
        written = 0;
        _input.Set(data);
        try
        {
            while (written < output.Length)
            {
                _atStart &= _input.Remaining == 0;
                _input.IsExhausted = false;
                var count = _stream.Read(output[written..]);
                written += count;
                if (count > 0)
                {
                    continue;
                }

                if (!_input.IsExhausted)
                {
                    Reset(); // it wanted no more: a final block has ended
                }

                if (_input.Remaining == 0)
                {
                    data = default;
                    return OperationStatus.Done;
                }
            }
        }
        catch (InvalidDataException)
        {
            return OperationStatus.InvalidData;
        }

        data = data[^_input.Remaining..];
        return OperationStatus.DestinationTooSmall;
    }

    public bool TryEndMessage()
    {
        if (_atStart)
        {
            return true;
        }

        var tail = DeflateTail.Octets;
        Span<byte> nothing = stackalloc byte[1];
        return Inflate(ref tail, nothing, out var written) == OperationStatus.Done && written == 0;
    }

    public void Reset()
    {
        _stream.Dispose();
        _stream = Begin();
        _atStart = true;
    }

    public void Dispose() => _stream.Dispose();

    private DeflateStream Begin() => new(_input, CompressionMode.Decompress, leaveOpen: true);
}
