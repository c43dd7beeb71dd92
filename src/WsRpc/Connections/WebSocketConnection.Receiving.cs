using System.Runtime.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// What happens to the octets that come in, to the last of them. Only the receiver runs this.
public sealed partial class WebSocketConnection
{
    // While a large message comes in, others that share its loop get their turn from time to time.
    private const int MaxReadsInARow = 16;

    /// <summary>The next message among the octets received, working off control frames on the way.</summary>
    internal bool TryReceive(out WebSocketMessage message)
    {
        // Whoever has aborted wants no more, be it here already.
        if (IsAborted || ((_inStreamedMessage || _reader is not null) && !TryDropMessage()))
        {
            message = default;
            return false;
        }

        int consumed;
        while (_receiver.TryReceive(_received.Received, out consumed, out var received))
        {
            // The payload stays where it is until the next read, so it may be consumed before it is used.
            _received.Consume(consumed);
            if (received.Kind == WebSocketEventKind.Message)
            {
                message = new WebSocketMessage(received.MessageType, received.Payload);
                return true;
            }

            OnNoMessage(received);
        }

        _received.Consume(consumed);
        message = default;
        return false;
    }

    private void OnNoMessage(in WebSocketEvent received)
    {
        switch (received.Kind)
        {
            case WebSocketEventKind.Ping:
                Output.WritePong(received.Payload.Span);
                break;
            case WebSocketEventKind.Pong:
                OnPong(received.Payload.Span);
                break;
            case WebSocketEventKind.Close:
                OnCloseReceived(received.CloseCode, received.Payload.Span);
                break;
            case WebSocketEventKind.Violation:
                OnViolation(received.Violation);
                break;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WebSocketMessage> FillAndReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            WebSocketMessage message;
            do
            {
                if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    return new WebSocketMessage(WebSocketOpcode.Close, default);
                }
            }
            while (!TryReceive(out message));

            CorkUntilEndOfTurn();
            return message;
        }
        finally
        {
            LeaveReceiver();
        }
    }

    private async ValueTask<WebSocketMessage> ReceiveCloseAsync(CancellationToken cancellationToken)
    {
        await Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new WebSocketMessage(WebSocketOpcode.Close, default);
    }

    // More messages are there already: what is sent in answer to them goes out together.
    private void CorkUntilEndOfTurn()
    {
        if (_received.IsEmpty)
        {
            return;
        }

        // In this order: the turn may be taken away at any moment, and then what was left for its end is done at once.
        Output.Cork();
        if (LoopTurn.Current is not { } turn)
        {
            // A worker of the pool does it when it is through with this, unless another one is idle and does it before.
            ThreadPool.UnsafeQueueUserWorkItem(Output, preferLocal: true);
        }
        else if (!turn.TryCallAtEnd(_uncork ??= Output.Uncork))
        {
            Output.Uncork();
        }
    }

    /// <summary>Reads what is there, or waits for something. False when the connection has ended, and then <see cref="Completion"/> is complete.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Closed is { } closed)
            {
                Finish(closed);
                return false;
            }

            if (_receiver.IsClosed)
            {
                await EndAsync().ConfigureAwait(false);
                return false;
            }

            // Pings are answered too: a peer that reads nothing is read no further.
            if (Output.Bytes > PauseAtBytes)
            {
                await Output.WhenDrained().WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            Volatile.Write(ref _reading, true);

            // Next to nothing is held while nothing comes: memory is taken once there is something to read.
            if (_received.TryHoldLittle() || ++_readsInARow == MaxReadsInARow)
            {
                _readsInARow = 0;
                await _stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            }

            var count = await _stream.ReadAsync(_received.PrepareRead(_receiver.BytesWanted), cancellationToken).ConfigureAwait(false);
            _received.Append(count);
            if (count > 0)
            {
                _heard = true;
                Volatile.Write(ref _reading, false);
                return true;
            }

            Finish(WebSocketClosed.Lost(null));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Finish(WebSocketClosed.Aborted);
            throw;
        }
        catch (Exception exception)
        {
            Finish(WebSocketClosed.Lost(exception));
        }

        return false;
    }

    // Both Close frames are exchanged, or the peer has broken the protocol: what is queued goes out, then the stream ends.
    private async Task EndAsync()
    {
        using var timeout = new CancellationTokenSource(_options.CloseTimeout, _options.TimeProvider);
        try
        {
            await Output.WhenFlushedAsync().WaitAsync(timeout.Token).ConfigureAwait(false);

            // The server ends the TCP connection first, the client waits for that (RFC 6455 §7.1.1), unless it fails the connection.
            _received.Release();
            if (Role == WebSocketRole.Client && !_failed)
            {
                await _stream.DiscardToEndAsync(timeout.Token).ConfigureAwait(false);
                await _stream.NotifyCloseAsync(timeout.Token).ConfigureAwait(false);
            }
            else
            {
                await _stream.EndPolitelyAsync(timeout.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The end is the end, however the peer takes it.
        }

        Finish(_closing!);
    }

    private async Task DiscardMessagesAsync()
    {
        do
        {
            while (TryReceive(out _))
            {
            }
        }
        while (await FillAsync(CancellationToken.None).ConfigureAwait(false));
        LeaveReceiver();
    }
}
