using System.Text;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// A stream of a peer that is asked for its items, as StreamJsonRpc's are (docs/protocol.md, "Streams towards plain peers"). Read once. Nothing is asked before what has come was
/// read, so that no more waits than one answer holds.
/// </summary>
internal sealed class AskingStream<T> : IAsyncEnumerable<T>, IDisposable
{
    private readonly RpcSession _session;
    private readonly StreamOrigin _origin;
    private readonly StreamBuffer<T> _buffer;
    private readonly RpcMethod _next;
    private byte[]? _token; // null when there is no more
    private int _isRead;
    private volatile bool _hasEnded;

    public AskingStream(RpcSession session, StreamOrigin origin, JsonTypeInfo<T> type, ReadOnlySpan<byte> token, ReadOnlySpan<byte> values)
    {
        _session = session;
        _origin = origin;
        _buffer = new StreamBuffer<T>(type, session.Settings.Limits.MaxJsonDepth);
        _buffer.Add(values.ToArray());
        _token = token.IsEmpty ? null : token.ToArray();
        _next = new RpcMethod("$/enumerator/next", "token") { DeclaredFaults = origin.Faults };
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => Interlocked.Exchange(ref _isRead, 1) == 0
        ? ReadAsync(cancellationToken)
        : throw new InvalidOperationException($"{_origin.Method}: a stream can be read once.");

    /// <summary>The call whose argument it is has ended, and its peer asks for nothing any more.</summary>
    public void Dispose() => _hasEnded = true;

    private async IAsyncEnumerator<T> ReadAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_origin.Cancellation, cancellationToken);
        var isAsking = false;
        try
        {
            while (true)
            {
                while (_buffer.TryTake(out var item, out _))
                {
                    yield return _buffer.Read(item);
                    linked.Token.ThrowIfCancellationRequested();
                }

                if (_token is null)
                {
                    break;
                }

                isAsking = true;
                await AskAsync(linked.Token).ConfigureAwait(false);
                isAsking = false;
            }
        }
        finally
        {
            // One that has failed is over at the other end, too, unless this end has given it up.
            if (_token is not null && !_hasEnded && (!isAsking || linked.IsCancellationRequested))
            {
                SendAbort();
            }

            _origin.Scope?.Dispose();
        }
    }

    private async ValueTask AskAsync(CancellationToken cancellationToken)
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException($"{_origin.Method}: a stream in an argument ends with its call.");
        }

        var call = new RawResultCall();
        _session.Send(call, _next, (byte[])[(byte)'[', .. _token!, (byte)']'], _session.IdleTime, cancellationToken);
        byte[] result;
        try
        {
            result = await call.Result.ConfigureAwait(false);
        }
        catch (RpcTimeoutException)
        {
            SendAbort();
            throw _session.StreamIsIdle(_origin.Method);
        }

        var isBatch = JsonRpcStreamReference.TryRead(result, out var batch);
        var values = batch.Values.Of(result).ToArray();
        if (!isBatch || (!batch.IsFinished && new JsonRpcBatchReader(values, int.MaxValue).Count(0) == 0))
        {
            throw new RpcSerializationException($"{_origin.Method}: the answer to {_next.Name} is none: {Encoding.UTF8.GetString(result.AsSpan(0, Math.Min(result.Length, 64)))}") { Method = _origin.Method };
        }

        _buffer.Add(values);
        _token = batch.IsFinished ? null : _token;
    }

    private void SendAbort()
    {
        _session.SendStreamAbort(_token);
        _token = null;
    }
}
