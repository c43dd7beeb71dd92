using System.Text;

namespace WsRpc.Fuzz.Engine;

/// <summary>A beginning, a unit that follows it over and over, and an end; a character for each octet (Latin-1).</summary>
internal sealed record Repetition(string Beginning, string Unit, string End = "")
{
    /// <summary>As many units as make a certain length.</summary>
    public byte[] OfLength(int length)
    {
        var count = (length - Beginning.Length - End.Length) / Unit.Length;
        return Encoding.Latin1.GetBytes(Beginning + string.Concat(Enumerable.Repeat(Unit, count)) + End);
    }
}
