namespace WsRpc.Load;

/// <summary>
/// The messages of a cycle, compressed. The first replies are decompressed and compared. How long a later one is depends on
/// the compressor and on all that it has in mind; only where it forgets each message does it compress the same alike.
/// </summary>
/// <param name="cycle">What is sent, in turn.</param>
/// <param name="takesOver">Whether the server's messages may refer to earlier ones.</param>
/// <param name="inflation">Decompresses. It is disposed when it is needed no longer.</param>
internal sealed class CompressedReplyContent(IReadOnlyList<EchoMessage> cycle, bool takesOver, ReplyInflation inflation) : IReplyContent
{
    private const int MostCompared = 64;

    private readonly int[] _lengths = new int[Math.Min(cycle.Count, MostCompared)];
    private int _compared;
    private int _next;

    public byte Beginning => EchoMessage.CompressedBeginning;

    // What cannot be compressed grows, but not so much.
    public int Longest => (2 * cycle[_next].Payload.Length) + 1024;

    private bool IsComparing => _compared < _lengths.Length;

    public void Take(ReadOnlySpan<byte> part, int offset)
    {
        if (IsComparing)
        {
            inflation.Add(part);
        }
    }

    public void End(int length, int frames)
    {
        if (IsComparing)
        {
            Compare(length, frames);
        }
        else if (!takesOver && frames == 1 && _next < _lengths.Length && _lengths[_next] != length && _lengths[_next] != 0)
        {
            throw new InvalidDataException($"A reply of {length} octets, where that to the same message was of {_lengths[_next]}.");
        }

        _next = (_next + 1) % cycle.Count;
    }

    private void Compare(int length, int frames)
    {
        inflation.EndAs(cycle[_next].Payload);

        // Where a server happens to cut a message, and flushes, is up to what it received at a time.
        _lengths[_compared++] = frames == 1 ? length : 0;
        if (!IsComparing)
        {
            inflation.Dispose();
        }
    }
}
