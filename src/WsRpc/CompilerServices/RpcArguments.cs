using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

/// <summary>
/// Reads the arguments of an incoming call from the octets they arrived in, in the order of the parameters, positional or named.
/// </summary>
/// <remarks>
/// For generated code. What does not fit is no exception: reading goes on with defaults, and <see cref="End"/> answers
/// the call with -32602 and returns false.
/// </remarks>
public ref struct RpcArguments
{
    private readonly RpcIncomingCall _call;
    private readonly RpcMethod _method;
    private readonly JsonRpcParamsKind _kind;
    private Utf8JsonReader _reader;
    private string? _problem;
    private int _parameter;
    private int _found;

    internal RpcArguments(RpcIncomingCall call, RpcMethod method, JsonRpcParamsKind kind, ReadOnlySpan<byte> parameters, int maxDepth)
    {
        _call = call;
        _method = method;
        _kind = kind;
        if (kind == JsonRpcParamsKind.None)
        {
            return;
        }

        _reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = maxDepth });
        _reader.Read();
    }

    /// <summary>Reads the next argument without the serializer; null is refused.</summary>
    /// <typeparam name="T">bool, an integer or string.</typeparam>
    public T Read<T>() => TryMoveToNext(out var argument, required: true) ? ReadDirect<T>(ref argument) : default!;

    /// <inheritdoc cref="Read{T}()"/>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T Read<T>(T defaultValue) => TryMoveToNext(out var argument, required: false) ? ReadDirect<T>(ref argument) : defaultValue;

    /// <summary>Reads the next argument, a string or null.</summary>
    public string? ReadNullable() => TryMoveToNext(out var argument, required: true) ? ReadNullableString(ref argument) : null;

    /// <inheritdoc cref="ReadNullable()"/>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public string? ReadNullable(string? defaultValue) => TryMoveToNext(out var argument, required: false) ? ReadNullableString(ref argument) : defaultValue;

    /// <summary>Reads the next argument with the serializer; null is refused.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="type">How it is read.</param>
    public T Read<T>(JsonTypeInfo<T> type) => TryMoveToNext(out var argument, required: true) ? ReadNonNull(ref argument, type) : default!;

    /// <inheritdoc cref="Read{T}(JsonTypeInfo{T})"/>
    /// <param name="type">How it is read.</param>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T Read<T>(JsonTypeInfo<T> type, T defaultValue) => TryMoveToNext(out var argument, required: false) ? ReadNonNull(ref argument, type) : defaultValue;

    /// <summary>Reads the next argument with the serializer; it may be null.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="type">How it is read.</param>
    public T? ReadNullable<T>(JsonTypeInfo<T> type) => TryMoveToNext(out var argument, required: true) ? Deserialize(ref argument, type) : default;

    /// <inheritdoc cref="ReadNullable{T}(JsonTypeInfo{T})"/>
    /// <param name="type">How it is read.</param>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T? ReadNullable<T>(JsonTypeInfo<T> type, T? defaultValue) => TryMoveToNext(out var argument, required: false) ? Deserialize(ref argument, type) : defaultValue;

    /// <summary>
    /// Ends reading. True: the arguments fit, and the service may be called. False: they do not, and the call has been answered.
    /// </summary>
    public bool End()
    {
        if (_problem is null)
        {
            FindExtra();
        }

        if (_problem is null)
        {
            _call.EnterUserCode();
            return true;
        }

        _call.RefuseArguments($"{_method.Name}: {_problem}");
        return false;
    }

    private bool TryMoveToNext(out Utf8JsonReader argument, bool required)
    {
        argument = default;
        var index = _parameter++;
        if (_problem is not null)
        {
            return false;
        }

        var found = _kind switch
        {
            JsonRpcParamsKind.Array => TryMoveToNextElement(out argument),
            JsonRpcParamsKind.Object => TryFindMember(_method.Parameters[index], out argument),
            _ => false,
        };
        if (found)
        {
            _found++;
        }
        else if (required)
        {
            _problem = $"argument \"{_method.Parameters[index]}\" is missing";
        }

        return found;
    }

    private bool TryMoveToNextElement(out Utf8JsonReader argument)
    {
        argument = default;
        if (_reader.TokenType == JsonTokenType.EndArray || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        argument = _reader;
        _reader.Skip();
        return true;
    }

    // Of a member that occurs twice the last one counts, as everywhere on this wire.
    private readonly bool TryFindMember(string name, out Utf8JsonReader argument)
    {
        argument = default;
        var found = false;
        var member = _reader;
        while (member.Read() && member.TokenType == JsonTokenType.PropertyName)
        {
            var matches = member.ValueTextEquals(name);
            member.Read();
            if (matches)
            {
                argument = member;
                found = true;
            }

            member.Skip();
        }

        return found;
    }

    private void FindExtra()
    {
        if (_kind == JsonRpcParamsKind.Array)
        {
            var count = _found;
            while (TryMoveToNextElement(out _))
            {
                count++;
            }

            if (count > _found)
            {
                _problem = $"takes {_method.Parameters.Length} arguments, got {count}";
            }
        }
        else if (_kind == JsonRpcParamsKind.Object)
        {
            FindUnknownMember();
        }
    }

    private void FindUnknownMember()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = false;
            foreach (var parameter in _method.Parameters)
            {
                known |= _reader.ValueTextEquals(parameter);
            }

            if (!known)
            {
                _problem = $"there is no parameter \"{Shorten(_reader.GetString()!)}\"";
                return;
            }

            _reader.Read();
            _reader.Skip();
        }
    }

    private T ReadDirect<T>(ref Utf8JsonReader argument)
    {
        if (_call.Json.WritesDirectly)
        {
            // What is escaped may hold half of a surrogate pair, which the serializer's path reports.
            if (typeof(T) == typeof(string) && argument.TokenType == JsonTokenType.String && !argument.ValueIsEscaped)
            {
                return (T)(object)argument.GetString()!;
            }

            if (typeof(T) != typeof(string)
                && argument.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False
                && DirectJson.TryRead<T>(argument.ValueSpan, out var value))
            {
                return value;
            }
        }

        return ReadNonNull(ref argument, _call.Json.TypeInfo<T>());
    }

    private string? ReadNullableString(ref Utf8JsonReader argument) =>
        argument.TokenType == JsonTokenType.Null ? null : ReadDirect<string>(ref argument);

    private T ReadNonNull<T>(ref Utf8JsonReader argument, JsonTypeInfo<T> type)
    {
        if (argument.TokenType != JsonTokenType.Null)
        {
            return Deserialize(ref argument, type)!;
        }

        _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must not be null";
        return default!;
    }

    private T? Deserialize<T>(ref Utf8JsonReader argument, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ref argument, type);
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

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
