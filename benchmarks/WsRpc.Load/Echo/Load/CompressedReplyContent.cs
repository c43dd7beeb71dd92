namespace WsRpc.Load;

/// <summary>
/// The messages of a cycle, compressed. Where the server's messages refer to earlier ones, the first replies are decompressed and
/// compared. Where each stands alone, every reply is that is not as long as the last compared one to the same message: a compressor
/// may find other matches from time to time, by what is left in its memory.
/// </summary>
/// <param name="cycle">What is sent, in turn.</param>
/// <param name="takesOver">Whether the server's messages may refer to earlier ones.</param>
/// <param name="inflation">Decompresses. It is disposed when it is needed no longer.</param>
internal sealed class CompressedReplyContent(IReadOnlyList<EchoMessage> cycle, bool takesOver, ReplyInflation inflation) : IReplyContent
{
    private const int MostCompared = 64;

    private readonly int[] _lengths = new int[cycle.Count]; // of replies that were compared
    private int _compared;
    private int _next;

    public byte Beginning => EchoMessage.CompressedBeginning;

    // What cannot be compressed grows, but not so much.
    public int Longest => (2 * cycle[_next].Payload.Length) + 1024;

    private bool MayCompare => !takesOver || _compared < MostCompared;

    public void Take(ReadOnlySpan<byte> part, int offset)
    {
        if (MayCompare)
        {
            inflation.Add(part);
        }
    }

    public void End(int length, int frames)
    {
        if (!MayCompare)
        {
            return;
        }

        // Where a server happens to cut a message, and flushes, is up to what it received at a time: such replies are compared once.
        if (!takesOver && (length == _lengths[_next] || (frames > 1 && _lengths[_next] != 0)))
        {
            inflation.Drop();
        }
        else
        {
            inflation.EndAs(cycle[_next].Payload);
            _lengths[_next] = length;
            _compared++;
        }

        _next = (_next + 1) % cycle.Count;
        if (!MayCompare)
        {
            inflation.Dispose();
        }
    }
}
