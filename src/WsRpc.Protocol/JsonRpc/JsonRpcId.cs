using System.Buffers;
using System.Globalization;
using System.Text;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The id of a call, kept by its JSON type so that it is given back as it came (JSON-RPC 2.0 §5: "the same as the value of the id member").
/// A string id is kept as its raw JSON token and refers to the octets it was made of: call <see cref="ToOwned"/> before they are reused.
/// </summary>
/// <remarks>
/// Two string ids are equal when their tokens are: <c>"a"</c> and <c>"\u0061"</c> differ. The only ids compared are those one
/// peer chose itself, and a peer writes its own id the same way each time.
/// </remarks>
public readonly struct JsonRpcId : IEquatable<JsonRpcId>
{
    /// <summary>The longest string id that is read, in octets of its token, quotes included: an id is kept while its call runs.</summary>
    public const int MaxStringBytes = 1024;

    private JsonRpcId(JsonRpcIdKind kind, long integer, ReadOnlyMemory<byte> rawString)
    {
        Kind = kind;
        Integer = integer;
        RawString = rawString;
    }

    /// <summary>The JSON type; <see cref="JsonRpcIdKind.Absent"/> for <c>default</c>.</summary>
    public JsonRpcIdKind Kind { get; }

    /// <summary>The value when <see cref="Kind"/> is <see cref="JsonRpcIdKind.Integer"/>, else 0.</summary>
    public long Integer { get; }

    /// <summary>The JSON token, quotes and escapes included, when <see cref="Kind"/> is <see cref="JsonRpcIdKind.String"/>, else empty.</summary>
    public ReadOnlyMemory<byte> RawString { get; }

    /// <summary>The id <c>null</c>.</summary>
    public static JsonRpcId Null => new(JsonRpcIdKind.Null, 0, default);

    /// <summary>An integer id.</summary>
    public static JsonRpcId FromInteger(long value) => new(JsonRpcIdKind.Integer, value, default);

    /// <summary>A string id from its JSON token, which must be valid JSON, quotes included. The octets are referred to, not copied.</summary>
    public static JsonRpcId FromRawString(ReadOnlyMemory<byte> token) => new(JsonRpcIdKind.String, 0, token);

    /// <summary>An equal id that owns its octets. Only a string id is copied.</summary>
    public JsonRpcId ToOwned() => Kind == JsonRpcIdKind.String ? FromRawString(RawString.ToArray()) : this;

    /// <summary>Appends the id as JSON; an absent one as <c>null</c>, since an answer must have an id (JSON-RPC 2.0 §5).</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (Kind)
        {
            case JsonRpcIdKind.Integer:
                JsonText.WriteInteger(output, Integer);
                break;
            case JsonRpcIdKind.String:
                output.Write(RawString.Span);
                break;
            default:
                JsonText.WriteNull(output);
                break;
        }
    }

    /// <inheritdoc/>
    public bool Equals(JsonRpcId other)
        => Kind == other.Kind && Integer == other.Integer && RawString.Span.SequenceEqual(other.RawString.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonRpcId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (Kind == JsonRpcIdKind.Integer)
        {
            return HashCode.Combine(Integer);
        }

        var hash = new HashCode();
        hash.Add(Kind);
        hash.Add(Integer);
        hash.AddBytes(RawString.Span);
        return hash.ToHashCode();
    }

    /// <summary>The id for logs: as JSON, <c>(none)</c> when absent.</summary>
    public override string ToString() => Kind switch
    {
        JsonRpcIdKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        JsonRpcIdKind.String => Encoding.UTF8.GetString(RawString.Span),
        JsonRpcIdKind.Null => "null",
        _ => "(none)",
    };

    /// <summary>Whether two ids are equal.</summary>
    public static bool operator ==(JsonRpcId left, JsonRpcId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(JsonRpcId left, JsonRpcId right) => !left.Equals(right);
}
