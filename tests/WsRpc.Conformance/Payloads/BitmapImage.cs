namespace WsRpc.Conformance;

/// <summary>A noisy picture of 512 times 512 grey pixels, behind the head and the palette of a bitmap.</summary>
internal static class BitmapImage
{
    private const int Side = 512;
    private const int HeadLength = 54;
    private const int Length = 263_222;

    public static PayloadFile File { get; } = PayloadFile.OfBinary(Make());

    private static byte[] Make()
    {
        var random = new Random(2);
        var octets = new byte[Length];
        octets[0] = (byte)'B';
        octets[1] = (byte)'M';
        for (var grey = 0; grey < 256; grey++)
        {
            octets.AsSpan(HeadLength + 4 * grey, 3).Fill((byte)grey);
        }

        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                octets[HeadLength + 1024 + Side * y + x] = (byte)((x + y) / 8 + random.Next(90));
            }
        }

        return octets;
    }
}
