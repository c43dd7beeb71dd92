namespace WsRpc.Soak;

/// <summary>The server ends a connection as if its process were killed; the client connects again.</summary>
internal sealed class ServerKills : IWork
{
    public string Name => "kills by the server";

    public int Weight => 2;

    public Task DoAsync(Member member, Random random) => member.StrikeAsync(orderly: false);
}
