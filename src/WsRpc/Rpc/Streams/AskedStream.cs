using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>A stream whose peer asks for more by its token, as StreamJsonRpc's do (docs/protocol.md, "Streams towards plain peers"). Who asks twice at a time is served in turn.</summary>
/// <param name="session">The session.</param>
/// <param name="method">The method whose result or argument it is.</param>
/// <param name="contract">Declares the faults by which it may end; null for none.</param>
/// <param name="source">The items. Nothing is asked of them before the peer asks.</param>
/// <param name="type">How an item is written.</param>
/// <param name="cancellation">Cancelled when nobody wants them any more.</param>
internal sealed class AskedStream<T>(RpcSession session, string method, RpcMethod? contract, IAsyncEnumerable<T> source, JsonTypeInfo<T> type, CancellationTokenSource cancellation)
    : AskedStream(session, method, contract, cancellation)
{
    private const int MaxItems = 256;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly StreamItems<T> _items = new(type);
    private CancellationTokenRegistration _cancelled;
    private IAsyncEnumerator<T>? _source;
    private Task<bool>? _next; // asked for already
    private bool _hasEnded;

    // Whoever fires the token, the source is given back, be it that nobody asks any more.
    public override void Start(int credit) => _cancelled = Cancellation.UnsafeRegister(static stream => _ = ((AskedStream<T>)stream!).CloseAsync(), this);

    public override async ValueTask<byte[]> NextAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_hasEnded)
            {
                throw NoSuchStream();
            }

            // Who cancels while waiting for the next items wants none of them any more.
            using var abandoned = cancellationToken.UnsafeRegister(static stream => ((AskedStream<T>)stream!).Cancel(), this);
            return await GatherAsync().ConfigureAwait(false);
        }
        catch
        {
            await EndSourceAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CloseAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await EndSourceAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.ServiceFailed(Session.Settings.Logger, exception, Session.Connection.Id, Method);
        }
        finally
        {
            _turn.Release();
        }
    }

    // At least one item, and those that are there without waiting.
    private async ValueTask<byte[]> GatherAsync()
    {
        _source ??= source.GetAsyncEnumerator(Cancellation);
        _items.Clear();
        var hasNext = true;
        while (_items.Count < MaxItems && _items.Written.Length < MessageBytes)
        {
            _next ??= _source.MoveNextAsync().AsTask();
            if (_items.Count > 0 && !_next.IsCompletedSuccessfully)
            {
                break;
            }

            hasNext = await _next.ConfigureAwait(false);
            _next = null;
            Cancellation.ThrowIfCancellationRequested();
            if (!hasNext)
            {
                await EndSourceAsync().ConfigureAwait(false);
                break;
            }

            _items.Add(_source.Current);
        }

        return [.. "{\"values\":["u8, .. _items.Written, .. hasNext ? "],\"finished\":false}"u8 : "],\"finished\":true}"u8];
    }

    private async ValueTask EndSourceAsync()
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        _cancelled.Unregister();
        End();
        if (_next is { } next)
        {
            // An iterator must not be disposed while it moves.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_source is { } items)
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
    }
}

/// <inheritdoc cref="AskedStream{T}"/>
internal abstract class AskedStream(RpcSession session, string method, RpcMethod? contract, CancellationTokenSource cancellation) : OutgoingStream(session, method, contract, cancellation)
{
    /// <summary>What is told of a stream that is over, or never was.</summary>
    public static RpcErrorException NoSuchStream() => new(JsonRpcErrorCode.ObjectNotFound, "This stream does not exist, or no longer.");

    public override void WriteReference(IBufferWriter<byte> output)
    {
        output.Write("{\"token\":"u8);
        JsonText.WriteInteger(output, Id);
        output.Write("}"u8);
    }

    public override void Grant(int items)
    {
        // Such a peer has no credit to give.
    }

    /// <summary>The next items, as JSON.</summary>
    public abstract ValueTask<byte[]> NextAsync(CancellationToken cancellationToken);
}
