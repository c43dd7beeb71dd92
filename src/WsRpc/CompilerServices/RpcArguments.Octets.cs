using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

// Arguments that are octets, in the JSON as base64 or beside it.
public ref partial struct RpcArguments
{
    /// <summary>Reads the next argument, octets; null is refused.</summary>
    /// <typeparam name="T">byte[], ReadOnlyMemory&lt;byte&gt;, Memory&lt;byte&gt; or Stream.</typeparam>
    /// <param name="isOptional">Whether it may be missing.</param>
    public T ReadBinary<T>(bool isOptional = false)
    {
        if (!TryMoveToNext(required: !isOptional))
        {
            return default!;
        }

        if (IsNull)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must not be null";
            return default!;
        }

        return ReadOctets<T>()!;
    }

    /// <summary>Reads the next argument, octets; it may be null.</summary>
    /// <inheritdoc cref="ReadBinary{T}(bool)"/>
    public T? ReadNullableBinary<T>(bool isOptional = false) => TryMoveToNext(required: !isOptional) ? ReadOctets<T>() : default;

    private T? ReadOctets<T>()
    {
        if (typeof(T) == typeof(Stream))
        {
            return (T?)(object?)ReadStream();
        }

        if (!_call.Json.WritesOctets)
        {
            return Deserialize(_call.Json.TypeInfo<T>());
        }

        var value = TakeValue();
        if (OctetsForm.Read<T>(value.Of(_parameters), _call.ReceivedOctets, out var octets) is { } problem)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" {problem}";
        }

        return octets;
    }

    private Stream? ReadStream()
    {
        var value = TakeValue().Of(_parameters);
        if (JsonRpcBlob.TryReadReference(value, out var reference) && reference.InParts)
        {
            _refusal = _call.Exchange.TryOpenStream(reference, _method.Name, _call.Scope, out var stream);
            return stream;
        }

        if (OctetsForm.Read<byte[]>(value, _call.ReceivedOctets, out var octets) is { } problem)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" {problem}";
        }

        return octets is null ? null : new MemoryStream(octets, writable: false);
    }
}
