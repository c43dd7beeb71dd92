namespace WsRpc.Conformance;

public sealed class DeflateTests
{
    [Theory]
    [CasesOf(AllCases.Deflate)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Deflate)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
