namespace WsRpc.Soak;

/// <summary>Calls that are answered with an error.</summary>
internal sealed class Failures : IWork
{
    public string Name => "failures";

    public async Task DoAsync(Member member, Random random)
    {
        var failure = await Assert.ThrowsAnyAsync<RpcException>(() => member.Soak.FailAsync("as told"));
        if (failure is RpcConnectionException)
        {
            throw failure;
        }

        Assert.Equal(-32000, Assert.IsType<RpcErrorException>(failure).Code);
    }
}
