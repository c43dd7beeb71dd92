using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace WsRpc.Load;

/// <summary>
/// The octets below TLS. Asynchronous calls never wait: what the socket does not take is kept for later, and a read that finds nothing
/// is completed by <see cref="Resume"/>, on the thread that calls it. The handshake's calls are synchronous, and wait as usual.
/// </summary>
internal sealed class TlsRecords(Socket socket) : Stream, IValueTaskSource<int>
{
    private readonly SocketOctets _octets = new(socket);
    private readonly MemoryStream _unsent = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte>? _wanted;
    private int _sent;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => socket.Receive(buffer, offset, count, SocketFlags.None);

    public override void Write(byte[] buffer, int offset, int count) => socket.Send(buffer, offset, count, SocketFlags.None);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_octets.Receive(buffer.Span) is >= 0 and var count)
        {
            return new(count);
        }

        _read.Reset();
        _wanted = buffer;
        return new(this, _read.Version);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = _unsent.Length == 0 ? _octets.Send(buffer.Span) : 0;
        _unsent.Write(buffer.Span[count..]);
        return default;
    }

    /// <summary>Gives the read that waits what has come by now.</summary>
    public void Resume()
    {
        if (_wanted is { } buffer && _octets.Receive(buffer.Span) is >= 0 and var count)
        {
            _wanted = null;
            _read.SetResult(count);
        }
    }

    /// <summary>Sends what was kept.</summary>
    /// <returns>Whether all of it is sent.</returns>
    public bool TrySendRest()
    {
        var rest = _unsent.GetBuffer().AsSpan(_sent, (int)_unsent.Length - _sent);
        if (!rest.IsEmpty)
        {
            _sent += _octets.Send(rest);
        }

        if (_sent < _unsent.Length)
        {
            return false;
        }

        _unsent.SetLength(0);
        _sent = 0;
        return true;
    }

    public int GetResult(short token) => _read.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
