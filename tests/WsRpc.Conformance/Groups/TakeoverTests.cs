namespace WsRpc.Conformance;

public sealed class TakeoverTests
{
    [Theory]
    [CasesOf(AllCases.Takeover)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Takeover)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
