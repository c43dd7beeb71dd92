namespace WsRpc.Conformance;

/// <summary>The peer under test sent what RFC 6455 forbids.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message)
{
    public static void ThrowIf(bool isBroken, string what)
    {
        if (isBroken)
        {
            throw new MalformedFrameException($"The peer sent {what}.");
        }
    }
}
