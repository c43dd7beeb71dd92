namespace WsRpc.Conformance;

public sealed class LengthTests
{
    [Theory]
    [CasesOf(AllCases.Lengths)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Lengths)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
