namespace WsRpc.Soak;

/// <summary>A client leaves, and another one comes in its place.</summary>
internal sealed class ClientCloses : IWork
{
    public string Name => "closes by the client";

    public int Weight => 2;

    public Task DoAsync(Member member, Random random) => member.ReplaceAsync(static client => client.CloseAsync());
}
