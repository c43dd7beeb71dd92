using System.Text;

namespace WsRpc.Conformance;

/// <summary>What messages are cut out of: a text, counted in code points, or octets.</summary>
internal sealed class PayloadFile
{
    private readonly byte[] _octets; // two times over, so that a message may run beyond the end
    private readonly int[]? _starts; // of the code points, where it is a text

    private PayloadFile(byte[] octets, int[]? starts, int length)
    {
        _octets = octets;
        _starts = starts;
        Length = length;
    }

    /// <summary>In code points or octets.</summary>
    public int Length { get; }

    public ReadOnlyMemory<byte> Octets => _octets.AsMemory(0, _octets.Length / 2);

    public static PayloadFile OfText(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text + text);
        return new PayloadFile(octets, [.. Enumerable.Range(0, octets.Length).Where(i => (octets[i] & 0xC0) != 0x80), octets.Length], text.EnumerateRunes().Count());
    }

    public static PayloadFile OfBinary(byte[] octets) => new([.. octets, .. octets], null, octets.Length);

    /// <summary>The first messages of a window that slides over the file, and round it.</summary>
    public IEnumerable<Frame> Messages(int size, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var start = (int)((long)i * size % Length);
            var payload = _octets.AsMemory(OctetAt(start)..OctetAt(start + size));
            yield return _starts is null ? Frames.Binary(payload) : Frames.Text(payload);
        }
    }

    private int OctetAt(int position) => _starts?[position] ?? position;
}
