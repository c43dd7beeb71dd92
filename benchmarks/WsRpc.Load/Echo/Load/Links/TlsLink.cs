using System.Net.Security;

namespace WsRpc.Load;

/// <summary>TLS over a socket. Nothing but <see cref="TlsRecords"/> is waited for, and that never waits.</summary>
internal sealed class TlsLink(TlsRecords records, SslStream tls) : ILink
{
    private const int MostAtOnce = 64 * 1024;

    private Task<int>? _reading;

    public bool ReadsAhead => true;

    public int Receive(Memory<byte> room)
    {
        if (_reading is null)
        {
            _reading = tls.ReadAsync(room).AsTask();
        }
        else
        {
            records.Resume();
        }

        if (_reading is not { IsCompleted: true } read)
        {
            return -1;
        }

        _reading = null;
        return read.GetAwaiter().GetResult();
    }

    public int Send(ReadOnlyMemory<byte> octets)
    {
        if (!records.TrySendRest())
        {
            return 0;
        }

        var some = octets[..Math.Min(octets.Length, MostAtOnce)];
        return tls.WriteAsync(some).AsTask().IsCompletedSuccessfully ? some.Length : throw new InvalidOperationException("TLS waits for something else than the socket.");
    }

    public bool TryFlush() => records.TrySendRest();
}
