namespace WsRpc;

/// <summary>How many items of a stream of the peer may be on the way or wait. Its owner sees to it that one thread at a time uses it.</summary>
/// <param name="buffer">So many, where the contract says it; 0 for as many as their size allows.</param>
/// <param name="credit">How many are granted already.</param>
internal sealed class StreamWindow(int buffer, int credit)
{
    // Once the size of items is known, so many at the most.
    private const int MaxItems = 1024;

    private int _size = buffer > 0 ? buffer : CompilerServices.RpcMethod.FirstCredit;
    private int _outstanding = credit; // granted, and not taken by the reader
    private long _itemsCome;
    private long _bytesCome;

    /// <summary>How many are granted, and have not come.</summary>
    public int Expected { get; private set; } = credit;

    public void Come(int items, int octets)
    {
        Expected -= items;
        _itemsCome += items;
        _bytesCome += octets;
    }

    /// <summary>The reader has taken one.</summary>
    public void Take() => _outstanding--;

    /// <summary>How many more to grant. Grants are few and large: half of what may wait is taken before more is asked for.</summary>
    /// <param name="maxBytes">How many octets a stream should hold at most.</param>
    public int Grant(int maxBytes)
    {
        if (_outstanding > _size / 2)
        {
            return 0;
        }

        if (buffer == 0 && _itemsCome > 0)
        {
            // A short stream is not worth a large window, and the first items say little of how large the next ones are.
            var fitting = maxBytes * _itemsCome / Math.Max(_bytesCome, 1);
            _size = (int)Math.Clamp(fitting, 2, Math.Min(4 * _size, MaxItems));
        }

        var grant = Math.Max(_size - _outstanding, 0);
        _outstanding += grant;
        Expected += grant;
        return grant;
    }
}
