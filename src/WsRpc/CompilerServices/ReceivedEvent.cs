using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>An event of the peer on its way to its handlers. For one thread at a time.</summary>
/// <param name="json">Its argument.</param>
internal sealed class ReceivedEvent(byte[] json)
{
    private object? _type;
    private object? _argument;

    /// <summary>The argument. Read once for all handlers of a contract, as handlers of any event share what they are told.</summary>
    public T Read<T>(JsonTypeInfo<T> type, bool acceptsNull)
    {
        if (_type != type)
        {
            _argument = JsonSerializer.Deserialize(json, type);
            _type = type;
        }

        return _argument is not null || acceptsNull ? (T)_argument! : throw new JsonException("The argument must not be null.");
    }
}
