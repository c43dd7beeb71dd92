using System.Text;

namespace WsRpc.Conformance;

/// <summary>Sentences that look German, as octets.</summary>
internal static class GermanText
{
    private const int Length = 222_218;

    private static readonly string[] Onsets = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "w", "z", "sch", "st", "br", "kl", "tr", "pf", ""];
    private static readonly string[] Nuclei = ["a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au", "ie", "eu"];
    private static readonly string[] Codas = ["", "n", "r", "l", "t", "ch", "s", "ß", "ng", "cht", "nd", "rt"];
    private static readonly string[] Endings = ["", "", "e", "en", "er", "es", "ung", "lich", "keit"];

    public static PayloadFile File { get; } = PayloadFile.OfBinary(Make());

    private static byte[] Make()
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 3000).Select(i => Word(random, 1 + i / 1000))];
        var text = new StringBuilder();
        while (text.Length < Length)
        {
            for (var left = random.Next(4, 20); left > 0; left--)
            {
                // Few words are frequent, most are rare.
                var word = words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))];
                text.Append(random.Next(3) == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word).Append(left > 1 ? " " : random.Next(3) == 0 ? ".\r\n" : ", ");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString())[..Length];
    }

    private static string Word(Random random, int syllables)
    {
        var word = new StringBuilder();
        for (; syllables > 0; syllables--)
        {
            word.Append(Of(Onsets)).Append(Of(Nuclei)).Append(Of(Codas));
        }

        return word.Append(Of(Endings)).ToString();

        string Of(string[] parts) => parts[random.Next(parts.Length)];
    }
}
