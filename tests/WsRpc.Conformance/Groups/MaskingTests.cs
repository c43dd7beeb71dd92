namespace WsRpc.Conformance;

public sealed class MaskingTests
{
    [Theory]
    [CasesOf(AllCases.Masking)]
    public Task Server(string id) => Golden.HoldsAsync(PeersUnderTest.Server, id);

    [Theory]
    [CasesOf(AllCases.Masking)]
    public Task Client(string id) => Golden.HoldsAsync(PeersUnderTest.Client, id);
}
