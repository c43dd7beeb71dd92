namespace WsRpc.Conformance;

public sealed class Group9Tests
{
    [Theory]
    [CasesOf("9")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("9")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
