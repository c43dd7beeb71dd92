namespace WsRpc.Conformance;

/// <summary>RFC 6455 §5.2, spelled again: the tests take no number from what they test.</summary>
internal static class Opcode
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;
}
