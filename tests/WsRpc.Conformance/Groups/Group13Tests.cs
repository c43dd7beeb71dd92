namespace WsRpc.Conformance;

public sealed class Group13Tests
{
    [Theory]
    [CasesOf("13")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("13")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
