using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A pending call that knows how to read its result.</summary>
internal abstract class PendingCall<T> : PendingCall
{
    private JsonTypeInfo<T>? _type;
    private RpcJson? _json;

    protected T? Result { get; private set; }

    public override void ReadResult(ReadOnlySpan<byte> json)
    {
        if (typeof(T) == typeof(NoResult))
            return;
        if (_type is null && _json!.WritesDirectly && DirectJson.TryRead<T>(json, out var value))
            Result = value;
        else
            Result = JsonSerializer.Deserialize(json, _type ?? _json!.TypeInfo<T>());

        // Only the direct types come without a type, and a string among them is one that must not be null.
        if (_type is null && Result is null)
            throw new JsonException("The result must not be null.");
    }

    /// <param name="type">How the result is read; null for the direct types.</param>
    /// <param name="json">Reads direct types in their unusual forms.</param>
    protected void Expect(JsonTypeInfo<T>? type, RpcJson json)
    {
        _type = type;
        _json = json;
    }

    protected new void Reset()
    {
        base.Reset();
        _type = null;
        _json = null;
        Result = default;
    }
}
