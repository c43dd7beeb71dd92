using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>A pending call that knows how to read its result.</summary>
internal abstract class PendingCall<T> : PendingCall
{
    private JsonTypeInfo<T>? _type;
    private JsonSerializerOptions? _options;
    private bool _readsDirectly;

    public sealed override bool ReadsStream => typeof(T) == typeof(Stream) && _type is null;

    protected T? Result { get; private set; }

    public override void ReadResult(ReadOnlySpan<byte> json, ICallCanceller session)
    {
        // An interface without a type is the contract of an object by reference.
        if (!typeof(T).IsValueType && _type is null && typeof(T).IsInterface)
        {
            Result = json.SequenceEqual("null"u8) ? default : ReadReference(json, (IReferenceReader)session);
        }
        else
        {
            ReadResult(json);
        }
    }

    public override void ReadResult(ReadOnlySpan<byte> json)
    {
        if (typeof(T) == typeof(NoResult))
        {
            return;
        }

        if (ReadsStream)
        {
            Result = (T?)(object?)(ReceivedStream ?? ReadAsStream(json));
            return;
        }

        if (_type is null && OctetsForm.Is<T>())
        {
            Result = OctetsForm.Read<T>(json, ReceivedOctets, out var octets) is { } problem ? throw new JsonException($"The result {problem}.") : octets;
            return;
        }

        if (ReceivedOctets is not null)
        {
            json = ReceivedOctets.Inline(json);
        }

        Result = _readsDirectly && DirectJson.TryRead<T>(json, out var value)
            ? value
            : JsonSerializer.Deserialize(json, _type ?? (JsonTypeInfo<T>)_options!.GetTypeInfo(typeof(T)));

        // Only the direct types come without a type, and a string among them is one that must not be null.
        if (_type is null && Result is null)
        {
            throw new JsonException("The result must not be null.");
        }
    }

    // As it comes from a peer that reads and writes JSON alone.
    private MemoryStream? ReadAsStream(ReadOnlySpan<byte> json) => OctetsForm.Read<byte[]>(json, ReceivedOctets, out var octets) is { } problem
        ? throw new JsonException($"The result {problem}.")
        : octets is null ? null : new MemoryStream(octets, writable: false);

    private static T ReadReference(ReadOnlySpan<byte> json, IReferenceReader session) =>
        (T?)session.ReadReference(json, typeof(T), out var problem) ?? throw new JsonException($"The result {problem}.");

    /// <param name="type">How the result is read; null for the direct types.</param>
    /// <param name="options">Read direct types where their form is not the usual one.</param>
    /// <param name="direct">Whether these options leave direct types as they are.</param>
    protected void Expect(JsonTypeInfo<T>? type, JsonSerializerOptions options, bool direct)
    {
        _type = type;
        _options = options;
        _readsDirectly = direct && type is null;
    }

    protected override void Reset()
    {
        base.Reset();
        _type = null;
        _options = null;
        Result = default;
    }
}
