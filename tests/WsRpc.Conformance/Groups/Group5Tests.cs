namespace WsRpc.Conformance;

public sealed class Group5Tests
{
    [Theory]
    [CasesOf("5")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("5")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
