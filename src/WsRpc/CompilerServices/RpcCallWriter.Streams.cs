using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

// Streams: as arguments, which are lent until the call has ended, and as results.
public ref partial struct RpcCallWriter
{
    /// <summary>Writes the next argument: a stream, which the peer reads while the call runs.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="items">The items; null for no stream.</param>
    /// <param name="type">How an item is written.</param>
    public void WriteStream<T>(IAsyncEnumerable<T>? items, JsonTypeInfo<T> type)
    {
        BeginArgument();
        if (items is null || Exchange is not { } exchange)
        {
            _parameters.Write("null"u8);
            return;
        }

        try
        {
            exchange.WriteStream(_parameters, _method.Name, items, type, _scope ??= new CallScope());
        }
        catch (RpcException exception)
        {
            _failure = exception;
        }
    }

    /// <summary>Makes the call, whose result is a stream.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="type">How an item is read.</param>
    /// <param name="cancellationToken">Cancels the call, and the stream; the peer is told.</param>
    public Task<IAsyncEnumerable<T>> InvokeStreamTask<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        var call = new StreamCall<T>(type, _method.StreamBuffer);
        var opened = call.Begin();
        Send(call, cancellationToken);
        return opened;
    }

    /// <inheritdoc cref="InvokeStreamTask{T}(JsonTypeInfo{T}, CancellationToken)"/>
    public ValueTask<IAsyncEnumerable<T>> InvokeStreamValueTask<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        new(InvokeStreamTask(type, cancellationToken));

    /// <summary>A stream whose reader makes the call, each time it is read. With a stream or progress among its arguments, which are lent once, the call is made at once.</summary>
    /// <inheritdoc cref="InvokeStreamTask{T}(JsonTypeInfo{T}, CancellationToken)"/>
    public IAsyncEnumerable<T> InvokeStream<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        if (_scope is not null || _failure is not null)
        {
            return new OpenedStream<T>(InvokeStreamTask(type, cancellationToken));
        }

        EndArguments();
        if (_failure is not null)
        {
            return new OpenedStream<T>(Task.FromException<IAsyncEnumerable<T>>(_failure));
        }

        _octets?.Keep();
        return new ColdStream<T>(_channel, _method, _parameters.Written.ToArray(), _octets, type, cancellationToken);
    }
}
