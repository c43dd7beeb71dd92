namespace WsRpc.Conformance;

public sealed class Group12Tests
{
    [Theory]
    [CasesOf("12")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("12")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
