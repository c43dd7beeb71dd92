namespace WsRpc.Conformance;

public sealed class Group2Tests
{
    [Theory]
    [CasesOf("2")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("2")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
