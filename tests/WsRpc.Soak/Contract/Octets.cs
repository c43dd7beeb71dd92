namespace WsRpc.Soak;

internal static class Octets
{
    /// <summary>Each is its place.</summary>
    public static byte[] Counted(int length)
    {
        var octets = new byte[length];
        for (var i = 0; i < length; i++)
        {
            octets[i] = (byte)i;
        }

        return octets;
    }

    public static long Sum(this Span<byte> octets)
    {
        var sum = 0L;
        foreach (var octet in octets)
        {
            sum += octet;
        }

        return sum;
    }
}
