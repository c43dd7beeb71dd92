namespace WsRpc.Conformance;

public sealed class Group10Tests
{
    [Theory]
    [CasesOf("10")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("10")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
