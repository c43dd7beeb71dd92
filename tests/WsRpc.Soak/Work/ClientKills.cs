namespace WsRpc.Soak;

/// <summary>A client goes away as if its process were killed, and another one comes in its place.</summary>
internal sealed class ClientKills : IWork
{
    public string Name => "kills by the client";

    public int Weight => 2;

    public Task DoAsync(Member member, Random random) => member.ReplaceAsync(static client =>
    {
        client.Abort();
        return default;
    });
}
