using WsRpc.CompilerServices;

namespace WsRpc;

// Calls of ours with streams among their arguments. In which form those travel is known when the peer has said hello; until then such a call waits.
internal sealed partial class RpcSession
{
    // Far more than a peer needs that says hello at all. One that never does is a plain one.
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(10);

    private const int ReadSize = 16 * 1024;

    /// <summary>Reads a stream that has to fit into one message as text.</summary>
    /// <exception cref="RpcLimitException">It does not: how, as the end of a sentence.</exception>
    public async Task<byte[]> ReadToEndAsync(Stream stream, CancellationToken cancellationToken)
    {
        var most = Math.Min(MaxPeerMessageBytes, Settings.Limits.MaxMessageBytes) / 4 * 3;
        var octets = new MemoryStream();
        var buffer = new byte[ReadSize];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (octets.Length + count > most)
            {
                throw new RpcLimitException($"is longer than the {most} octets that fit into a message as base64", nameof(RpcLimits.MaxMessageBytes), Settings.Limits.MaxMessageBytes);
            }

            octets.Write(buffer, 0, count);
        }

        return octets.ToArray();
    }

    /// <summary>Disposes a stream that is not sent: foreign code.</summary>
    public void DisposeStream(Stream stream, string method)
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception exception)
        {
            Log.StreamFailed(Settings.Logger, exception, Connection.Id, method);
        }
    }

    private void SendWithStreams(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, CancellationToken cancellationToken)
    {
        if (TakesOctets || _closed is not null)
        {
            SendLending(call, method, parameters, time, cancellationToken);
        }
        else
        {
            call.SentOctets!.Keep();
            _ = SendWhenKnownAsync(call, method, parameters.ToArray(), time, cancellationToken);
        }
    }

    // The peer reads them while it works on the call, and no longer.
    private void SendLending(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, CancellationToken cancellationToken)
    {
        var isFull = false;
        var scope = call.Scope ??= new CallScope();
        var referring = call.SentOctets!.Refer(parameters, source =>
        {
            if (!TryLend(source, method.Name, isOwned: false, out var stream))
            {
                isFull = true;
                return 0;
            }

            scope.Add(stream);
            return stream.Number;
        });
        if (isFull)
        {
            call.Fail(RpcFailures.LimitReached(method.Name, Connection.Id, nameof(RpcLimits.MaxBlobs), Settings.Limits.MaxBlobs));
            return;
        }

        Send(call, method, referring, time, cancellationToken);
    }

    private async Task SendWhenKnownAsync(PendingCall call, RpcMethod method, byte[] parameters, CallTime time, CancellationToken cancellationToken)
    {
        var clock = Settings.TimeProvider;
        var madeAt = clock.GetTimestamp();
        using var timeout = time.IsBounded ? new CancellationTokenSource(TimeSpan.FromMilliseconds(time.Milliseconds), clock) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout?.Token ?? CancellationToken.None, cancellationToken);
        try
        {
            await WhenGreetedAsync(either.Token).ConfigureAwait(false);
            if (!TakesOctets && _closed is null)
            {
                var octets = call.SentOctets!;
                await octets.ReadStreamsAsync(stream => ReadToEndAsync(stream, either.Token)).ConfigureAwait(false);
                parameters = octets.Inline(parameters);
                call.SentOctets = null;
            }
        }
        catch (Exception exception)
        {
            call.Fail(exception switch
            {
                OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
                OperationCanceledException when timeout is { IsCancellationRequested: true } => RpcFailures.DeadlinePassed(method.Name, Connection.Id, time),
                RpcLimitException limit => new RpcLimitException($"{method.Name} was not sent: a stream {limit.Message}.", limit.Limit, limit.Value) { Method = method.Name, ConnectionId = Connection.Id },
                _ => new RpcSerializationException($"{method.Name} was not sent: a stream cannot be read: {exception.Message}", exception) { Method = method.Name, ConnectionId = Connection.Id },
            });
            return;
        }

        Send(call, method, parameters, time.IsBounded ? time.After(clock.GetElapsedTime(madeAt)) : time, cancellationToken);
    }

    private async Task WhenGreetedAsync(CancellationToken cancellationToken)
    {
        if (!_extended)
        {
            return;
        }

        var greeted = Blobs.Greeted;
        Interlocked.MemoryBarrier();
        if (Peer is not null || _closed is not null)
        {
            Interlocked.MemoryBarrier();
            return;
        }

        try
        {
            await greeted.WaitAsync(HelloPatience, Settings.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is a plain peer, as far as anybody can tell.
        }
    }
}
