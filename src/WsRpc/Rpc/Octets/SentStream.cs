using System.Buffers;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A stream of this end that the peer reads: so much of it is read and sent as the peer has granted, and no more. Disposed, it ends.</summary>
/// <param name="session">The session it goes by.</param>
/// <param name="source">The stream.</param>
/// <param name="method">The method that it belongs to.</param>
/// <param name="isOwned">Whether it is to be disposed in the end: a result is, an argument stays its caller's.</param>
internal sealed class SentStream(RpcSession session, Stream source, string method, bool isOwned) : IDisposable
{
    // Other messages get their turn between two parts.
    private const int LargestPart = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _credit;
    private bool _isSending;
    private bool _hasEnded;

    /// <summary>What the peer knows it by; set once, before it is told.</summary>
    public long Number { get; set; }

    /// <summary>The peer has room for so many octets more. On the thread that delivers messages, which does not read the source.</summary>
    public void Grant(long octets)
    {
        lock (_gate)
        {
            _credit = octets > long.MaxValue - _credit ? long.MaxValue : _credit + octets;
            if (_isSending || _hasEnded || _credit == 0)
            {
                return;
            }

            _isSending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static stream => _ = stream.SendAsync(), this, preferLocal: false);
    }

    /// <summary>Ends it, be it that the source is being read. Nothing foreign runs here.</summary>
    public void Dispose()
    {
        if (TryEnd(out var wasSending))
        {
            _ = _stopping.CancelAsync();
            if (!wasSending)
            {
                LetGo();
            }
        }
    }

    private async Task SendAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestPart);
        try
        {
            var most = (int)Math.Clamp(session.MaxPeerMessageBytes - JsonRpcBlob.HeaderLength, 1, LargestPart);
            while (TryGoOn(most, out var room))
            {
                if (room == 0)
                {
                    return; // whoever grants more goes on
                }

                var count = await source.ReadAsync(buffer.AsMemory(0, room), _stopping.Token).ConfigureAwait(false);
                if (!TryUse(count))
                {
                    break;
                }

                session.SendBlobPart(Number, buffer.AsSpan(0, count));
                if (count == 0)
                {
                    TryEnd(out _);
                }

                await session.WhenQueueIsShort().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            if (TryEnd(out _))
            {
                session.SendBlobEnd(Number, method, exception);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        LetGo();
    }

    // False when it has ended.
    private bool TryGoOn(int most, out int room)
    {
        lock (_gate)
        {
            room = (int)Math.Min(_credit, most);
            if (_hasEnded)
            {
                return false;
            }

            _isSending = room > 0;
            return true;
        }
    }

    // False when it has ended while the source was read: then nobody waits for what was read.
    private bool TryUse(int count)
    {
        lock (_gate)
        {
            _credit -= count;
            return !_hasEnded;
        }
    }

    private bool TryEnd(out bool wasSending)
    {
        lock (_gate)
        {
            wasSending = _isSending;
            if (_hasEnded)
            {
                return false;
            }

            _hasEnded = true;
        }

        session.Blobs.Sent.Remove(Number);
        return true;
    }

    // Once, by whoever is the last to touch the source. To dispose it is foreign code.
    private void LetGo()
    {
        if (isOwned)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static stream => _ = stream.DisposeSourceAsync(), this, preferLocal: false);
        }
    }

    private async Task DisposeSourceAsync()
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.StreamFailed(session.Settings.Logger, exception, session.Connection.Id, method);
        }
    }
}
