using System.Buffers;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// The octets that a message refers to. Those that are whole go before it under their numbers in it, and are lent until the call that sends them returns; streams get what stands
/// for them when the message is sent.
/// </summary>
internal sealed class SentOctets
{
    private readonly List<Entry> _all = [];
    private bool _isKept;

    /// <summary>How many go before the message.</summary>
    public int Count { get; private set; }

    /// <summary>How many octets they have together.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many octets the largest of their messages has.</summary>
    public long LargestMessage { get; private set; }

    /// <summary>Whether there are streams that nothing stands for yet.</summary>
    public bool HasStreams { get; private set; }

    /// <summary>Whether there are any that something stands for, in one session.</summary>
    public bool LendsStreams { get; private set; }

    /// <summary>What goes before the message, in the order of its numbers from 1.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Whole => _all.Where(static entry => entry.Stream is null).Select(static entry => entry.Octets);

    /// <summary>Adds octets, and writes what stands for them.</summary>
    public void Add(JsonScratch output, ReadOnlyMemory<byte> octets)
    {
        var start = output.Written.Length;
        JsonRpcBlob.WriteReference(output, new JsonRpcBlobReference(++Count, octets.Length, InParts: false));
        _all.Add(new Entry(octets, null, start, output.Written.Length));
        Bytes += octets.Length;
        LargestMessage = Math.Max(LargestMessage, JsonRpcBlob.HeaderLength + (long)octets.Length);
    }

    /// <summary>Adds a stream, and writes a null in its place.</summary>
    public void Add(JsonScratch output, Stream stream)
    {
        var start = output.Written.Length;
        output.Write("null"u8);
        _all.Add(new Entry(default, stream, start, output.Written.Length));
        HasStreams = true;
    }

    /// <summary>Copies what is only lent: it is sent later.</summary>
    public void Keep()
    {
        for (var i = 0; !_isKept && i < _all.Count; i++)
        {
            _all[i] = _all[i] with { Octets = _all[i].Octets.ToArray() };
        }

        _isKept = true;
    }

    /// <summary>The JSON with base64 in place of what refers to octets, for a peer that reads nothing else.</summary>
    public byte[] Inline(ReadOnlySpan<byte> json) => Replace(json, static (output, entry) => OctetsForm.WriteBase64(output, entry.Octets.Span));

    /// <summary>The JSON with what stands for the streams in their places.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="lend">Gives a stream its number.</param>
    public byte[] Refer(ReadOnlySpan<byte> json, Func<Stream, long> lend)
    {
        var result = Replace(json, (output, entry) =>
        {
            if (entry.Stream is { } stream)
            {
                JsonRpcBlob.WriteReference(output, new JsonRpcBlobReference(lend(stream), null, InParts: true));
            }
        });
        (HasStreams, LendsStreams) = (false, true);
        return result;
    }

    /// <summary>Reads the streams to their ends, so that they can be base64.</summary>
    /// <param name="read">Reads one.</param>
    public async Task ReadStreamsAsync(Func<Stream, Task<byte[]>> read)
    {
        for (var i = 0; i < _all.Count; i++)
        {
            if (_all[i].Stream is { } stream)
            {
                _all[i] = _all[i] with { Octets = await read(stream).ConfigureAwait(false) };
            }
        }
    }

    // What is written nothing for stays as it is.
    private byte[] Replace(ReadOnlySpan<byte> json, Action<ArrayBufferWriter<byte>, Entry> write)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 1);
        var at = 0;
        foreach (var entry in _all)
        {
            output.Write(json[at..entry.Start]);
            var before = output.WrittenCount;
            write(output, entry);
            at = output.WrittenCount == before ? entry.Start : entry.End;
        }

        output.Write(json[at..]);
        return output.WrittenSpan.ToArray();
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Octets, Stream? Stream, int Start, int End);
}
