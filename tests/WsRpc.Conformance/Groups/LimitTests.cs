namespace WsRpc.Conformance;

public sealed class LimitTests
{
    [Theory]
    [CasesOf(AllCases.Limits)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Limits)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
