namespace WsRpc;

/// <summary>
/// Delivers the messages of a connection, a batch at a time: all that one read has brought is worked off under a cork, then
/// the answers go out together. The loop belongs to one worker at a time and may change hands inside a batch.
/// </summary>
internal sealed class ReceiveLoop(WebSocketConnection connection, IMessageSink sink) : IThreadPoolWorkItem
{
    // 0: between messages. Even: reading message n = value / 2. Odd: in user code of that message, and thus free to be taken over.
    private long _position;
    private long _messages;

    /// <summary>The message in whose user code the loop is, as <see cref="TryTakeOver"/> wants it; 0 when it is not.</summary>
    public long UserCall
    {
        get
        {
            var position = Volatile.Read(ref _position);
            return (position & 1) == 1 ? position : 0;
        }
    }

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>The message at hand is read; from here on the worker may block.</summary>
    public void EnterUserCode() => Volatile.Write(ref _position, _position | 1);

    /// <summary>Gives the loop to another worker, if its worker still is where it was seen.</summary>
    public void TryTakeOver(long userCall)
    {
        if (Interlocked.CompareExchange(ref _position, 0, userCall) == userCall)
        {
            Start();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        bool ended;
        try
        {
            ended = await DeliverToEndAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A mistake of ours: better no connection than a silent one.
            connection.Fail(exception);
            ended = true;
        }

        if (ended)
        {
            sink.OnClosed(connection.Closed!);
        }
    }

    // False when another worker has the loop now.
    private async Task<bool> DeliverToEndAsync()
    {
        bool goOn;
        do
        {
            // A stream that completes reads on the thread that wrote could bring one loop inside another.
            while (!BlockedWorkerWatch.Shared.TryEnter(this))
            {
                await Task.Yield();
            }

            bool congested;
            try
            {
                if (!DeliverBatch(out congested))
                {
                    return false;
                }
            }
            finally
            {
                BlockedWorkerWatch.Leave();
            }

            connection.Output.Uncork();
            if (congested)
            {
                await connection.Output.WhenDrained().ConfigureAwait(false);
            }

            goOn = congested || await connection.FillAsync(CancellationToken.None).ConfigureAwait(false);
        }
        while (goOn);

        return true;
    }

    // False when another worker has the loop now: nothing of it may be touched any more.
    private bool DeliverBatch(out bool congested)
    {
        congested = false;
        connection.Output.Cork();
        while (connection.TryReceive(out var message))
        {
            var context = ExecutionContext.Capture();
            var position = ++_messages * 2;
            _position = position;
            Deliver(message.Payload);
            var now = Interlocked.CompareExchange(ref _position, 0, position | 1);
            if (now != (position | 1) && now != position)
            {
                return false;
            }

            // What a handler set in its synchronous part must not reach the next one.
            if (context is not null && ExecutionContext.Capture() != context)
            {
                ExecutionContext.Restore(context);
            }

            if (connection.Output.Bytes > connection.PauseAtBytes)
            {
                congested = true;
                return true;
            }
        }

        return true;
    }

    // May come back on a worker that has lost the loop meanwhile, so it ends the connection and leaves the rest to the loop.
    private void Deliver(ReadOnlyMemory<byte> message)
    {
        try
        {
            sink.OnMessage(message);
        }
        catch (Exception exception)
        {
            connection.Fail(exception);
        }
    }
}
