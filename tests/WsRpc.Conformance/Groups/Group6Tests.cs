namespace WsRpc.Conformance;

public sealed class Group6Tests
{
    [Theory]
    [CasesOf("6")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("6")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
