using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

// Arguments that are streams of the caller, until the call has ended.
public ref partial struct RpcArguments
{
    /// <summary>Reads the next argument, a stream; null is refused.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="type">How an item is read.</param>
    /// <param name="isOptional">Whether it may be missing.</param>
    public IAsyncEnumerable<T> ReadStream<T>(JsonTypeInfo<T> type, bool isOptional = false)
    {
        var items = ReadNullableStream(type, isOptional);
        if (items is null && _problem is null && !isOptional)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must not be null";
        }

        return items!;
    }

    /// <summary>Reads the next argument, a stream; null where the caller has none.</summary>
    /// <inheritdoc cref="ReadStream{T}(JsonTypeInfo{T}, bool)"/>
    public IAsyncEnumerable<T>? ReadNullableStream<T>(JsonTypeInfo<T> type, bool isOptional = false)
    {
        if (!TryTakeValue(isOptional, out var reference))
        {
            return null;
        }

        try
        {
            var items = _call.Exchange.ReadStream(reference.Of(_parameters), type, new StreamOrigin { Method = _method.Name, Cancellation = _call.Cancellation });
            _call.Scope.Add((IDisposable)items);
            return items;
        }
        catch (JsonException)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must be a stream";
        }
        catch (RpcException exception)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" was refused: {exception.Message}";
        }

        return null;
    }
}
