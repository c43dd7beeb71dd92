using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// One message of any length, read piece by piece as it comes: nothing of it is held but what one read has brought.
/// <see cref="WebSocketConnection.ReceiveMessageAsync"/> makes it.
/// </summary>
/// <remarks>
/// Text is validated as it passes, so some of it may have been read before a malformed one closes the connection with 1007. What is not
/// read to its end is dropped when the next message is received. One thread at a time.
/// </remarks>
public sealed class WebSocketMessageReader : Stream
{
    private readonly WebSocketConnection _connection;
    private ReadOnlyMemory<byte> _part; // in the connection's buffer
    private bool _ends; // behind the part

    internal WebSocketMessageReader(WebSocketConnection connection, in WebSocketEvent first)
    {
        _connection = connection;
        Type = first.MessageType;
        Append(first);
    }

    /// <summary><see cref="WebSocketOpcode.Text"/> or <see cref="WebSocketOpcode.Binary"/>.</summary>
    public WebSocketOpcode Type { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Not known.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not known.</summary>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether the message was read to its end. Only whoever reads touches this.</summary>
    internal bool IsFinished { get; private set; }

    internal bool IsDropped { get; private set; }

    internal bool NeedsMore => _part.IsEmpty && !_ends;

    /// <summary>Reads what has come of the message, or waits for more of it.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="cancellationToken">Ends the wait and with it the connection, since octets may be lost with the read that is given up.</param>
    /// <returns>How many octets; 0 at the end of the message.</returns>
    /// <exception cref="IOException">The connection ended before the message did; <see cref="WebSocketConnection.Closed"/> says how.</exception>
    /// <exception cref="InvalidOperationException">The next message was received already, or somebody else is receiving.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _connection.ReadMessageAsync(this, buffer, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: what waits for a peer is awaited.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Asynchronous only.");

    /// <summary>Nothing to do.</summary>
    public override void Flush()
    {
    }

    /// <summary>Not supported: there is nothing to write.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Takes the next part over. Only the receiver does this, and the next two.</summary>
    internal void Append(in WebSocketEvent part)
    {
        _part = part.Payload;
        _ends = part.EndsMessage;
    }

    internal int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _part.Length);
        _part.Span[..count].CopyTo(buffer);
        _part = _part[count..];
        IsFinished = _part.IsEmpty && _ends;
        return count;
    }

    /// <summary>The connection goes on without it, and its buffer with it.</summary>
    internal void Drop()
    {
        IsDropped = !IsFinished;
        _part = default;
    }
}
