namespace WsRpc.Load;

/// <summary>The payload that was sent, each time. The length of every reply is checked, the first is compared.</summary>
internal sealed class PlainReplyContent(byte[] payload) : IReplyContent
{
    private bool _compared;

    public byte Beginning => EchoMessage.Beginning;

    public int Longest => payload.Length;

    public void Take(ReadOnlySpan<byte> part, int offset)
    {
        if (!_compared && !part.SequenceEqual(payload.AsSpan(offset, part.Length)))
        {
            throw new InvalidDataException("The reply differs from what was sent.");
        }
    }

    public void End(int length, int frames)
    {
        if (length != payload.Length)
        {
            throw new InvalidDataException($"A reply of {length} octets to {payload.Length}.");
        }

        _compared = true;
    }
}
