using System.Text;

namespace WsRpc.Fuzz.Engine;

/// <summary>A beginning and a unit that follows it over and over; a character for each octet (Latin-1).</summary>
internal sealed record Repetition(string Beginning, string Unit)
{
    public byte[] OfLength(int length)
    {
        var octets = new byte[length];
        var unit = Encoding.Latin1.GetBytes(Unit);
        var at = Encoding.Latin1.GetBytes(Beginning, octets);
        for (; at < length; at += unit.Length)
        {
            unit.AsSpan(0, Math.Min(unit.Length, length - at)).CopyTo(octets.AsSpan(at));
        }

        return octets;
    }
}
