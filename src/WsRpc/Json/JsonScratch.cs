using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>
/// Where values are written before their message is: foreign code (getters, converters) runs here and never under a
/// connection's writer. One spare buffer a thread; a nested call, made by such code, takes a new one.
/// </summary>
internal sealed class JsonScratch : IBufferWriter<byte>
{
    // A thread keeps a buffer of ordinary size, not that of the largest message it ever wrote.
    private const int OrdinarySize = 512;
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static JsonScratch? t_spare;

    private byte[] _octets = new byte[OrdinarySize];
    private int _length;
    private bool _rented;
    private Utf8JsonWriter? _writer;
    private JavaScriptEncoder? _encoder;

    public ReadOnlySpan<byte> Written => _octets.AsSpan(0, _length);

    public static JsonScratch Rent()
    {
        var scratch = t_spare;
        if (scratch is null || scratch._rented)
        {
            t_spare = scratch = new JsonScratch();
        }

        scratch._rented = true;
        scratch._length = 0;
        return scratch;
    }

    public void Return()
    {
        _rented = false;
        if (_octets.Length > LargestKept)
        {
            _octets = new byte[OrdinarySize];
        }
    }

    /// <summary>Takes back what was written last.</summary>
    public void CutTo(int length) => _length = length;

    public void Write(byte octet)
    {
        GetSpan(1)[0] = octet;
        _length++;
    }

    /// <summary>Writes a value with the serializer. After an exception the scratch holds part of it: return it unused.</summary>
    public void Write<T>(T value, JsonTypeInfo<T> type)
    {
        if (_writer is null || !ReferenceEquals(_encoder, type.Options.Encoder))
        {
            // The serializer minds the depth of its own options; the writer outlives them.
            _encoder = type.Options.Encoder;
            _writer = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = _encoder, SkipValidation = true, MaxDepth = int.MaxValue });
        }

        try
        {
            _writer.Reset(this);
            JsonSerializer.Serialize(_writer, value, type);
            _writer.Flush();
        }
        catch
        {
            _writer = null;
            throw;
        }
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _octets.AsSpan(_length);
    }

    private void Reserve(int sizeHint)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_octets.Length - _length < sizeHint)
        {
            Array.Resize(ref _octets, (int)Math.Min(Array.MaxLength, Math.Max(2L * _octets.Length, (long)_length + sizeHint)));
        }
    }
}
