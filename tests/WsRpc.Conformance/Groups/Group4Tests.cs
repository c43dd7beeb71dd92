namespace WsRpc.Conformance;

public sealed class Group4Tests
{
    [Theory]
    [CasesOf("4")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("4")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
