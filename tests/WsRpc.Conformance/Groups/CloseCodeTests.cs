namespace WsRpc.Conformance;

public sealed class CloseCodeTests
{
    [Theory]
    [CasesOf(AllCases.Codes)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Codes)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
