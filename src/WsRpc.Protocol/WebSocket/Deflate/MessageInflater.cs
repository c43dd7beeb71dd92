using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Decompresses the messages that one end receives (RFC 7692 §7.2.2). If the other end uses context takeover it keeps its
/// inflater from the first message on, if not it borrows one for a message.
/// </summary>
internal sealed class MessageInflater(PerMessageDeflate agreed, WebSocketRole sender) : IDisposable
{
    // An old zlib that was told to use 8 bits used 9; and with 9 there is nothing to gain from 8.
    private const int SmallestWindowBits = 9;

    [ThreadStatic]
    private static Spare<IInflater> t_spare;

    private readonly bool _takesOver = agreed.ContextTakeoverOf(sender);
    private readonly int _windowBits = Math.Max(agreed.WindowBitsOf(sender), SmallestWindowBits);
    private IInflater? _inflater;

    /// <inheritdoc cref="IInflater.Inflate"/>
    public OperationStatus Inflate(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written) =>
        (_inflater ??= Rent()).Inflate(ref data, output, out written);

    /// <summary>Ends a message; false if the compressed data may not end there.</summary>
    public bool TryEndMessage()
    {
        var inflater = _inflater ??= Rent();
        if (!inflater.TryEndMessage())
        {
            return false;
        }

        if (!_takesOver)
        {
            inflater.Reset();
            t_spare.Keep(agreed.Provider, _windowBits, level: 0, inflater);
            _inflater = null;
        }

        return true;
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        _inflater = null;
    }

    private IInflater Rent() => !_takesOver && t_spare.TryTake(agreed.Provider, _windowBits, level: 0, out var spare)
        ? spare
        : agreed.Provider.CreateInflater(_windowBits);
}
