namespace WsRpc.Conformance;

/// <summary>A compressed message that RFC 1951 or RFC 7692 does not allow.</summary>
internal sealed class DeflateException(string message) : Exception(message)
{
    public static void ThrowIf(bool isBroken, string what)
    {
        if (isBroken)
        {
            throw new DeflateException($"The compressed message is wrong: {what}.");
        }
    }
}
