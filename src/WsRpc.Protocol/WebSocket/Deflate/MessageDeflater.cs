namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Compresses the messages that one end sends (RFC 7692 §7.2.1). With context takeover it keeps its deflater from the first
/// message on, without it borrows one for a message.
/// </summary>
internal sealed class MessageDeflater(PerMessageDeflate agreed, WebSocketRole role) : IDisposable
{
    // zlib wants room for more than a whole flush, or it flushes again.
    private const int SmallestRoom = 64;

    [ThreadStatic]
    private static Spare<IDeflater> t_spare;

    private readonly bool _takesOver = agreed.ContextTakeoverOf(role);
    private readonly int _windowBits = agreed.WindowBitsOf(role);
    private IDeflater? _deflater;

    /// <summary>The deflater of one end; null where it was told to keep to a window with which nothing can be compressed.</summary>
    public static MessageDeflater? Of(PerMessageDeflate? agreed, WebSocketRole role) =>
        agreed is null || agreed.WindowBitsOf(role) == PerMessageDeflate.MinWindowBits ? null : new MessageDeflater(agreed, role);

    public bool IsWorthwhile(int length) => length >= agreed.Options.MinMessageBytes;

    /// <summary>Appends the compressed form of the next part of a message to <paramref name="output"/>, so that it can be sent at once.</summary>
    public void Deflate(ReadOnlySpan<byte> part, bool endsMessage, ref PooledBuffer output)
    {
        var deflater = _deflater ?? Rent();
        _deflater = null;
        try
        {
            var before = output.Length;
            bool more;
            do
            {
                more = deflater.Deflate(ref part, output.GetSpan(SmallestRoom), forget: endsMessage && !_takesOver, out var written);
                output.Advance(written);
            }
            while (more);
            if (endsMessage)
            {
                OmitTail(ref output, before);
            }
        }
        catch
        {
            deflater.Dispose(); // what it has in mind was never sent; the next one starts anew
            throw;
        }

        if (endsMessage && !_takesOver)
        {
            t_spare.Keep(agreed.Provider, _windowBits, agreed.Options.Level, deflater);
        }
        else
        {
            _deflater = deflater;
        }
    }

    public void Dispose()
    {
        _deflater?.Dispose();
        _deflater = null;
    }

    // §7.2.1; where there was nothing to flush, an empty block stands for it (§7.2.3.6).
    private static void OmitTail(ref PooledBuffer output, int before)
    {
        if (output.Length > before)
        {
            output.Truncate(output.Length - DeflateTail.Octets.Length);
        }
        else
        {
            output.Append([0x00]);
        }
    }

    private IDeflater Rent() => !_takesOver && t_spare.TryTake(agreed.Provider, _windowBits, agreed.Options.Level, out var spare)
        ? spare
        : agreed.Provider.CreateDeflater(_windowBits, agreed.Options.Level);
}
