namespace WsRpc.Conformance;

public sealed class Group1Tests
{
    [Theory]
    [CasesOf("1")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("1")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
