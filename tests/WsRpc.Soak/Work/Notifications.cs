namespace WsRpc.Soak;

internal sealed class Notifications : IWork
{
    public string Name => "notifications";

    public async Task DoAsync(Member member, Random random) => await member.Soak.NoteAsync(random.Next());
}
