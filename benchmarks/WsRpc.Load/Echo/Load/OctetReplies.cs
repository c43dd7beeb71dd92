namespace WsRpc.Load;

/// <summary>Replies of a server that knows no frames: the octets that were sent. The first reply is compared, the others are counted.</summary>
internal sealed class OctetReplies(byte[] sent) : IReplies
{
    private int _taken;
    private bool _compared;

    public int Take(ReadOnlySpan<byte> octets)
    {
        if (!_compared)
        {
            var first = octets[..Math.Min(octets.Length, sent.Length - _taken)];
            if (!first.SequenceEqual(sent.AsSpan(_taken, first.Length)))
            {
                throw new InvalidDataException("The reply differs from what was sent.");
            }

            _compared = _taken + first.Length == sent.Length;
        }

        var (replies, rest) = Math.DivRem(_taken + octets.Length, sent.Length);
        _taken = rest;
        return replies;
    }
}
