using System.Text;

namespace WsRpc.Conformance;

/// <summary>Octets to compress, always the same.</summary>
internal static class Samples
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        [], [0x00], [.. "aaaaaaaaaaaaaaaaaaaa"u8], Frames.Filler(100_000, (byte)'*'), Text(20), Text(1_000), Text(70_000), Noise(1), Noise(70_000),
    ];

    public static byte[] Text(int length)
    {
        string[] words = ["{\"id\":", "\"name\":\"", "Straße", "\",", "true", "[1,2,3]", "}", " ", "\r\n", "null"];
        var random = new Random(length);
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(words[random.Next(words.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString())[..length];
    }

    private static byte[] Noise(int length)
    {
        var octets = new byte[length];
        new Random(length).NextBytes(octets);
        return octets;
    }
}
