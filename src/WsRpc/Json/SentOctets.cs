using System.Buffers;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>The octets that go before a message, which refers to them by their numbers in it. Lent until the call that sends them returns.</summary>
internal sealed class SentOctets
{
    private readonly List<(ReadOnlyMemory<byte> Octets, int Start, int End)> _all = [];

    private bool _isKept;

    public int Count => _all.Count;

    /// <summary>How many octets they have together.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many octets the largest of their messages has.</summary>
    public long LargestMessage { get; private set; }

    /// <summary>The octets of the one with that number, from 1.</summary>
    public ReadOnlySpan<byte> this[int number] => _all[number - 1].Octets.Span;

    /// <summary>Adds octets, and writes what stands for them.</summary>
    public void Add(JsonScratch output, ReadOnlyMemory<byte> octets)
    {
        var start = output.Written.Length;
        JsonRpcBlob.WriteReference(output, new JsonRpcBlobReference(_all.Count + 1, octets.Length, InParts: false));
        _all.Add((octets, start, output.Written.Length));
        Bytes += octets.Length;
        LargestMessage = Math.Max(LargestMessage, JsonRpcBlob.HeaderLength + (long)octets.Length);
    }

    /// <summary>Copies what is only lent: they are sent later.</summary>
    public void Keep()
    {
        for (var i = 0; !_isKept && i < _all.Count; i++)
        {
            _all[i] = _all[i] with { Octets = _all[i].Octets.ToArray() };
        }

        _isKept = true;
    }

    /// <summary>The JSON with base64 in place of what refers to them, for a peer that reads nothing else.</summary>
    public byte[] Inline(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        var at = 0;
        foreach (var (octets, start, end) in _all)
        {
            output.Write(json[at..start]);
            OctetsForm.WriteBase64(output, octets.Span);
            at = end;
        }

        output.Write(json[at..]);
        return output.WrittenSpan.ToArray();
    }
}
