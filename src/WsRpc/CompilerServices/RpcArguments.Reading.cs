using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

// What an argument is. The octets of direct types are read as they lie; a reader is made only for the serializer.
public ref partial struct RpcArguments
{
    private T ReadDirect<T>()
    {
        if (_call.Json.WritesDirectly && DirectJson.TryReadFirst<T>(_parameters[_at..], out var value, out var length))
        {
            _at += length;
            return value;
        }

        return ReadNonNull(_call.Json.TypeInfo<T>());
    }

    private string? ReadNullableString()
    {
        if (!IsNull)
        {
            return ReadDirect<string>();
        }

        _at += "null".Length;
        return null;
    }

    private T ReadNonNull<T>(JsonTypeInfo<T> type)
    {
        if (!IsNull)
        {
            return Deserialize(type)!;
        }

        _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must not be null";
        return default!;
    }

    private T? Deserialize<T>(JsonTypeInfo<T> type)
    {
        try
        {
            var argument = new Utf8JsonReader(_parameters[_at..], new JsonReaderOptions { MaxDepth = _maxDepth });
            var value = JsonSerializer.Deserialize(ref argument, type);
            _at += (int)argument.BytesConsumed;
            return value;
        }
        catch (Exception exception)
        {
            // Where it does not fit is told; what our type looks like inside is not.
            var path = (exception as JsonException)?.Path;
            var place = path is null or "$" ? "" : $" at {Shorten(path)}";
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must be {JsonShape.Describe(typeof(T))}{place}";
            return default;
        }
    }

    // No other JSON value begins like it.
    private readonly bool IsNull => _parameters[_at] == (byte)'n';

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
