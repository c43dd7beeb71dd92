namespace WsRpc.Conformance;

internal static class PeersUnderTest
{
    public static IEchoPeer Server { get; } = new WsRpcEchoServer();

    public static IEchoPeer Client { get; } = new WsRpcEchoClient();
}
