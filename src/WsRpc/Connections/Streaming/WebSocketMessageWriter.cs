using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// One message of any length, written piece by piece: nothing of it is held but what the peer has not taken yet.
/// <see cref="WebSocketConnection.OpenMessageAsync"/> makes it.
/// </summary>
/// <remarks>
/// <para>
/// Every write is sent at once, as a fragment or several (RFC 6455 §5.4), and waits while the outgoing queue is long. Receivers may bound
/// how many fragments a message has, as this library does where it receives a whole one: prefer few large writes to many small ones.
/// </para>
/// <para>
/// <see cref="CompleteAsync"/> ends the message. Disposed before, a message of which something was sent cannot be taken back, and must not
/// look complete: the connection is closed with 1011. One of which nothing was sent leaves no trace.
/// </para>
/// <para>One thread at a time.</para>
/// </remarks>
public sealed class WebSocketMessageWriter : Stream
{
    // So much is copied, and compressed, at a time, however large the write.
    private const int FragmentBytes = 128 * 1024;

    private readonly WebSocketConnection _connection;
    private readonly WebSocketOpcode _type;
    private readonly bool _compress;
    private bool _begun;
    private bool _ended;

    internal WebSocketMessageWriter(WebSocketConnection connection, WebSocketOpcode type, bool compress)
    {
        _connection = connection;
        _type = type;
        _compress = compress;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_ended;

    /// <summary>Not known.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not known.</summary>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Sends the next piece of the message and waits while the outgoing queue is long.</summary>
    /// <param name="buffer">The octets, yours again when the task completes. Of text they have to be UTF-8 over all pieces; a code point may be split.</param>
    /// <param name="cancellationToken">
    /// Ends the wait. How much of a piece larger than 128 KiB was sent is not known then, so such a message is best abandoned.
    /// </param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed, or the message has ended.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        while (!buffer.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fragment = buffer[..Math.Min(buffer.Length, FragmentBytes)];
            WriteFragment(fragment.Span, ends: false);
            buffer = buffer[fragment.Length..];
            await _connection.WhenRoomAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="WriteAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Ends the message; the next one may be sent. Waits while the outgoing queue is long.</summary>
    /// <param name="cancellationToken">Ends the wait; the message has ended all the same.</param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed, or the message has ended.</exception>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        WriteFragment([], ends: true);
        return _connection.WhenRoomAsync(cancellationToken);
    }

    /// <summary>Nothing to do: every write is on its way.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc cref="Flush"/>
    public override Task FlushAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    /// <summary>Not supported: there is nothing to read.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported: what waits for a peer is awaited.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Abandons the message, unless it was completed.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            if (_begun)
            {
                _connection.CloseAbandoned(); // before it is another message's turn
            }

            End();
        }

        base.Dispose(disposing);
    }

    private void WriteFragment(ReadOnlySpan<byte> payload, bool ends)
    {
        var sent = _connection.Output.TryWriteFragment(_type, payload, begins: !_begun, ends, _compress);
        _begun = true;
        if (ends)
        {
            End();
        }

        if (!sent)
        {
            throw WebSocketConnection.NotOpen(_connection.Closed);
        }
    }

    private void End()
    {
        _ended = true;
        _connection.Output.PassTurn();
    }

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            throw new InvalidOperationException("The message has ended.");
        }
    }
}
