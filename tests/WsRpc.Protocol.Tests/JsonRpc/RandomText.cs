using System.Text;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Seeded text rich in what JSON and its encoders treat specially, lone surrogates included.</summary>
internal static class RandomText
{
    private const string Special = "\"\\/<>&'+`\0\b\t\n\f\r\u001f\u007f\u0085\u2028\uFFFD\uFFFE";

    public static string Next(Random random, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            _ = random.Next(12) switch
            {
                0 or 1 => text.Append(Special[random.Next(Special.Length)]),
                2 => text.Append((char)random.Next(0x80, 0x800)),
                3 => text.Append((char)random.Next(0x800, 0xD800)),
                4 => text.Append(char.ConvertFromUtf32(random.Next(0x10000, 0x110000))),
                5 when random.Next(4) == 0 => text.Append((char)random.Next(0xD800, 0xE000)),
                _ => text.Append((char)random.Next(' ', 0x7F)),
            };
        }

        return text.ToString();
    }
}
