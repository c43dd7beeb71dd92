using System.Text.Json.Nodes;
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
public ref partial struct RpcArguments
{
    private readonly RpcIncomingCall _call;
    private readonly RpcMethod _method;
    private readonly ReadOnlySpan<byte> _parameters;
    private readonly int _maxDepth;
    private readonly JsonRpcParamsKind _kind;
    private string? _problem;
    private Exception? _refusal; // a limit, which is no fault of the arguments
    private int _parameter;
    private bool _takesAll;

    // Offset in the parameters: the argument to read next, or what follows the last one that was read by position.
    private int _at;

    internal RpcArguments(RpcIncomingCall call, RpcMethod method, JsonRpcParamsKind kind, ReadOnlySpan<byte> parameters, int maxDepth)
    {
        _call = call;
        _method = method;
        _kind = kind;
        _parameters = parameters;
        _maxDepth = maxDepth;
    }

    /// <summary>Reads the next argument without the serializer; null is refused.</summary>
    /// <typeparam name="T">bool, an integer or string.</typeparam>
    public T Read<T>() => TryMoveToNext(required: true) ? ReadDirect<T>() : default!;

    /// <inheritdoc cref="Read{T}()"/>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T Read<T>(T defaultValue) => TryMoveToNext(required: false) ? ReadDirect<T>() : defaultValue;

    /// <summary>Reads the next argument, a string or null.</summary>
    public string? ReadNullable() => TryMoveToNext(required: true) ? ReadNullableString() : null;

    /// <inheritdoc cref="ReadNullable()"/>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public string? ReadNullable(string? defaultValue) => TryMoveToNext(required: false) ? ReadNullableString() : defaultValue;

    /// <summary>Reads the next argument with the serializer; null is refused.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="type">How it is read.</param>
    public T Read<T>(JsonTypeInfo<T> type) => TryMoveToNext(required: true) ? ReadNonNull(type) : default!;

    /// <inheritdoc cref="Read{T}(JsonTypeInfo{T})"/>
    /// <param name="type">How it is read.</param>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T Read<T>(JsonTypeInfo<T> type, T defaultValue) => TryMoveToNext(required: false) ? ReadNonNull(type) : defaultValue;

    /// <summary>Reads the next argument with the serializer; it may be null.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="type">How it is read.</param>
    public T? ReadNullable<T>(JsonTypeInfo<T> type) => TryMoveToNext(required: !IsWholeParams) ? Deserialize(type) : default;

    /// <inheritdoc cref="ReadNullable{T}(JsonTypeInfo{T})"/>
    /// <param name="type">How it is read.</param>
    /// <param name="defaultValue">What a missing argument stands for.</param>
    public T? ReadNullable<T>(JsonTypeInfo<T> type, T? defaultValue) => TryMoveToNext(required: false) ? Deserialize(type) : defaultValue;

    /// <summary>Takes all arguments as they came; null when there are none.</summary>
    internal JsonNode? ReadAll()
    {
        _takesAll = true;
        if (_kind == JsonRpcParamsKind.None)
        {
            return null;
        }

        if (_call.ReceivedOctets is { } octets)
        {
            return JsonNode.Parse(octets.Inline(_parameters));
        }

        var reader = StartParameters();
        return JsonNode.Parse(ref reader);
    }

    /// <summary>
    /// Ends reading. True: the arguments fit, and the service may be called. False: they do not, and the call has been answered.
    /// </summary>
    public bool End()
    {
        if (_problem is null && !_takesAll)
        {
            FindExtra();
        }

        if (_refusal is not null)
        {
            _call.Fail(_refusal);
            return false;
        }

        if (_problem is null)
        {
            _call.EnterUserCode();
            return true;
        }

        _call.RefuseArguments($"{_method.Name}: {_problem}");
        return false;
    }
}
