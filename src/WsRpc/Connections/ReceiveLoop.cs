using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// Delivers the messages of a connection, a batch at a time: all that one read has brought is worked off under a cork, so
/// that the answers go out together. The loop belongs to one worker at a time and may change hands inside a batch.
/// </summary>
internal sealed class ReceiveLoop(WebSocketConnection connection, IMessageSink sink) : TransferableLoop
{
    private IMessageParts? _parts;

    /// <summary>Parts of the present message, to be delivered before the next one.</summary>
    public void DeliverParts(IMessageParts parts) => _parts = parts;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Run(), this, preferLocal: false);

    public override void Run()
    {
        // What a worker that is stuck had written may be what it waits for an answer to.
        connection.Output.Uncork();
        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            bool goOn;
            do
            {
                // A stream that completes reads on the thread that wrote could bring one loop inside another.
                while (!BlockedLoopWatch.Shared.TryEnter(this))
                {
                    await Task.Yield();
                }

                bool congested;
                try
                {
                    if (!DeliverBatch(out congested))
                    {
                        return;
                    }
                }
                finally
                {
                    BlockedLoopWatch.Leave();
                }

                connection.Output.Uncork();
                if (congested)
                {
                    await connection.Output.WhenDrained().ConfigureAwait(false);
                }

                goOn = congested || await connection.FillAsync(CancellationToken.None).ConfigureAwait(false);
            }
            while (goOn);
        }
        catch (Exception exception)
        {
            // A mistake of ours: better no connection than a silent one.
            connection.Fail(exception);
        }

        sink.OnClosed(connection.Closed!);
    }

    // False when another worker has the loop now: nothing of it may be touched any more.
    private bool DeliverBatch(out bool congested)
    {
        congested = false;
        connection.Output.Cork();
        while (TryReceive(out var message))
        {
            var context = ExecutionContext.Capture();
            var turn = BeginTurn();
            Deliver(message);
            if (!TryEndTurn(turn))
            {
                return false;
            }

            Restore(context);
            if (connection.Output.Bytes > connection.PauseAtBytes)
            {
                congested = true;
                return true;
            }
        }

        return true;
    }

    private bool TryReceive(out WebSocketMessage message)
    {
        message = default;
        return (_parts is not null && !connection.IsAborted) || connection.TryReceive(out message);
    }

    // May come back on a worker that has lost the loop meanwhile, so it ends the connection and leaves the rest to the loop.
    private void Deliver(in WebSocketMessage message)
    {
        try
        {
            if (_parts is { } parts)
            {
                // Before it is delivered: afterwards the loop may be another worker's.
                _parts = parts.MoveNext() ? parts : null;
                parts.Deliver();
                return;
            }

            sink.OnMessage(message.Payload, isUtf8: message.Type == WebSocketOpcode.Text);
        }
        catch (Exception exception)
        {
            connection.Fail(exception);
        }
    }
}
