using System.Buffers;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The octets that came before a message, for what refers to them in it.</summary>
internal sealed class ReceivedOctets
{
    private readonly Dictionary<long, byte[]> _all = [];

    public int Count => _all.Count;

    /// <summary>How many octets they have together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether there were more than are kept. They are not here, and the message is not to be read.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>Keeps one more, of at most so many octets together. False when its number is taken.</summary>
    public bool TryAdd(long id, ReadOnlySpan<byte> octets, long maxBytes)
    {
        IsTooMuch |= Bytes + octets.Length > maxBytes;
        if (IsTooMuch)
        {
            _all.Clear();
            Bytes = 0;
            return true;
        }

        Bytes += octets.Length;
        return !_all.ContainsKey(id) && _all.TryAdd(id, octets.ToArray());
    }

    /// <summary>The octets under that number, which are the taker's own; null when there are none, or somebody has taken them.</summary>
    public byte[]? Take(long id) => _all.Remove(id, out var octets) ? octets : null;

    /// <summary>The JSON with base64 in place of what refers to them: the value itself, or what stands in it. For whoever knows no types.</summary>
    public byte[] Inline(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var written = 0;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.StartObject && EndOf(reader) is var end && JsonRpcBlob.TryReadReference(json[start..end], out var reference) && Take(reference.Id) is { } octets)
            {
                output.Write(json[written..start]);
                OctetsForm.WriteBase64(output, octets);
                reader.Skip();
                written = end;
            }
            else if (reader.CurrentDepth > 0 && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                // Only arguments are octets, not what is in them.
                reader.Skip();
            }
        }

        output.Write(json[written..]);
        return output.WrittenSpan.ToArray();
    }

    private static int EndOf(Utf8JsonReader reader)
    {
        reader.Skip();
        return (int)reader.BytesConsumed;
    }
}
