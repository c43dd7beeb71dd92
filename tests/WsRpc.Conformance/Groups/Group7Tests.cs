namespace WsRpc.Conformance;

public sealed class Group7Tests
{
    [Theory]
    [CasesOf("7")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("7")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
