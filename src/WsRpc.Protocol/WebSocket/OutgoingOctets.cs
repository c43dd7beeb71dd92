using System.Buffers;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Octets to put on the wire, mostly handed over by a <see cref="WebSocketSender"/>. Whoever has them owns the pooled
/// array behind them, may use it on any thread, and disposes exactly one copy of this value, exactly once.
/// </summary>
public readonly struct OutgoingOctets : IDisposable
{
    private readonly byte[]? _array;
    private readonly int _length;

    internal OutgoingOctets(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    /// <summary>Copies what is left of two pieces, one behind the other, when part of them went out already.</summary>
    /// <param name="first">The first piece.</param>
    /// <param name="second">The second piece.</param>
    /// <param name="sent">How many octets of both together went out.</param>
    /// <returns>The caller's to dispose; nothing where all went out.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sent"/> is negative, or more than there was.</exception>
    public static OutgoingOctets CopyOf(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int sent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sent);
        var length = first.Length + second.Length - sent;
        ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(sent));
        if (length == 0)
        {
            return default;
        }

        var array = ArrayPool<byte>.Shared.Rent(length);
        var restOfFirst = first[Math.Min(sent, first.Length)..];
        restOfFirst.CopyTo(array);
        second[Math.Max(sent - first.Length, 0)..].CopyTo(array.AsSpan(restOfFirst.Length));
        return new OutgoingOctets(array, length);
    }

    /// <summary>The octets. Not to be touched after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Memory => new(_array, 0, _length);

    /// <summary>Returns the array to the pool.</summary>
    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }
}
