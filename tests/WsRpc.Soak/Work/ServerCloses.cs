namespace WsRpc.Soak;

/// <summary>The server closes a connection as one that restarts; the client connects again.</summary>
internal sealed class ServerCloses : IWork
{
    public string Name => "closes by the server";

    public int Weight => 2;

    public Task DoAsync(Member member, Random random) => member.StrikeAsync(orderly: true);
}
