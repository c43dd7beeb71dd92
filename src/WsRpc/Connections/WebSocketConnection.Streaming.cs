using System.Runtime.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Messages piece by piece, in both directions. The RPC engine has no part in this: it writes without waiting, and so never behind a
// message that is streamed.
public sealed partial class WebSocketConnection
{
    private WebSocketMessageReader? _reader; // of the message that was received last, if in pieces
    private bool _inStreamedMessage; // some of it is still to come

    /// <summary>
    /// Begins a message of any length, to be written piece by piece. Waits while another such message is under way; so do other messages
    /// until this one has ended, while pings, pongs and a Close frame go in between.
    /// </summary>
    /// <param name="type"><see cref="WebSocketOpcode.Text"/> or <see cref="WebSocketOpcode.Binary"/>.</param>
    /// <param name="compress">Whether it may be compressed, where that was agreed: see <see cref="SendAsync(WebSocketOpcode, ReadOnlyMemory{byte}, bool, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What writes it. To be completed, and disposed in any case: nobody else sends before.</returns>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public async ValueTask<WebSocketMessageWriter> OpenMessageAsync(WebSocketOpcode type, bool compress = true, CancellationToken cancellationToken = default)
    {
        ThrowIfNoMessage(type);
        cancellationToken.ThrowIfCancellationRequested();
        return await Output.TakeTurnAsync(cancellationToken).ConfigureAwait(false)
            ? new WebSocketMessageWriter(this, type, compress)
            : throw NotOpen(Closed);
    }

    /// <summary>
    /// The next message as soon as some of it is there, to be read piece by piece: it may have any length and any number of fragments, whatever
    /// <see cref="WebSocketConnectionOptions.Limits"/> say. <see langword="null"/> when the connection has ended.
    /// </summary>
    /// <remarks>
    /// What was not read of the message before is dropped. Messages of both ways to receive may alternate. While nobody reads, nothing is
    /// received: the peer waits, and pings are not answered.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait and with it the connection, since octets may be lost with the read that is given up.</param>
    /// <exception cref="InvalidOperationException">Somebody else is receiving.</exception>
    public async ValueTask<WebSocketMessageReader?> ReceiveMessageAsync(CancellationToken cancellationToken = default)
    {
        if (!TryBecomeReceiver())
        {
            await ReceiveCloseOrThrowAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        try
        {
            WebSocketEvent part;
            while (!TryDropMessage() || !TryReceivePart(out part))
            {
                Output.Uncork();
                if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }

            return _reader = new WebSocketMessageReader(this, part);
        }
        finally
        {
            LeaveReceiver();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<int> ReadMessageAsync(WebSocketMessageReader reader, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (reader.IsFinished)
        {
            return 0;
        }

        if (!TryBecomeReceiver())
        {
            await ReceiveCloseOrThrowAsync(cancellationToken).ConfigureAwait(false);
            throw EndedInsideMessage();
        }

        try
        {
            if (reader.IsDropped)
            {
                throw Closed is null
                    ? new InvalidOperationException("The rest of the message was dropped: the next one was received.")
                    : EndedInsideMessage();
            }

            while (reader.NeedsMore)
            {
                if (TryReceivePart(out var part))
                {
                    reader.Append(part);
                    continue;
                }

                Output.Uncork();
                if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw EndedInsideMessage();
                }
            }

            return reader.Take(buffer.Span);
        }
        finally
        {
            LeaveReceiver();
        }
    }

    internal ValueTask WhenRoomAsync(CancellationToken cancellationToken) => Output.Bytes <= _options.OutgoingHighWaterBytes
        ? default
        : new ValueTask(Output.WhenDrained().WaitAsync(cancellationToken));

    /// <summary>Closes because a message was left unfinished: the peer must not take it for a whole one.</summary>
    internal void CloseAbandoned() => _ = CloseAsync(WebSocketCloseCode.InternalError, "a message was abandoned half-way");

    private static void ThrowIfNoMessage(WebSocketOpcode type)
    {
        if (type is not (WebSocketOpcode.Text or WebSocketOpcode.Binary))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "A message is text or binary.");
        }
    }

    // Behind a message that is streamed. The octets are the caller's again before it is sent.
    private async ValueTask SendInTurnAsync(WebSocketOpcode type, byte[] payload, bool compress, CancellationToken cancellationToken)
    {
        if (!await Output.TakeTurnAsync(cancellationToken).ConfigureAwait(false))
        {
            throw NotOpen(Closed);
        }

        try
        {
            if (!Output.TryWriteFragment(type, payload, begins: true, ends: true, compress))
            {
                throw NotOpen(Closed);
            }
        }
        finally
        {
            Output.PassTurn();
        }

        await WhenRoomAsync(cancellationToken).ConfigureAwait(false);
    }

    // Closing from here has taken over: what still arrives is dropped.
    private async ValueTask ReceiveCloseOrThrowAsync(CancellationToken cancellationToken)
    {
        if (_closing is null)
        {
            throw SomebodyElseReceives();
        }

        await Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static InvalidOperationException SomebodyElseReceives() => new("The connection is being received from already: one receiver at a time.");

    private IOException EndedInsideMessage() => new($"The connection ended inside a message: {Closed?.Reason}.", Closed?.Exception);

    private bool TryReceivePart(out WebSocketEvent part)
    {
        part = default;
        if (IsAborted)
        {
            return false;
        }

        int consumed;
        while (_receiver.TryReceivePart(_received.Received, out consumed, out part))
        {
            _received.Consume(consumed);
            if (part.Kind == WebSocketEventKind.MessagePart)
            {
                _inStreamedMessage = !part.EndsMessage;
                return true;
            }

            OnNoMessage(part);
        }

        _received.Consume(consumed);
        return false;
    }

    /// <summary>Passes over what is left of the message that is received in pieces. False when more of it is still to come.</summary>
    private bool TryDropMessage()
    {
        _reader?.Drop();
        _reader = null;
        while (_inStreamedMessage)
        {
            if (!TryReceivePart(out _))
            {
                return false;
            }
        }

        return true;
    }
}
