namespace WsRpc.Conformance;

public sealed class Group3Tests
{
    [Theory]
    [CasesOf("3")]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf("3")]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
