namespace QuickStart.Chat;

/// <summary>The server's end of one connection: made when it opens, disposed when it has closed, for whatever reason.</summary>
internal sealed class ChatService(ChatRoom room, IChatClient caller) : IChat, IDisposable
{
    public Task<Welcome> JoinAsync(string? name, CancellationToken cancellationToken) => Task.FromResult(room.Join(caller, name));

    public Task RenameAsync(string name, CancellationToken cancellationToken)
    {
        room.Rename(caller, name);
        return Task.CompletedTask;
    }

    public Task SayAsync(string text, CancellationToken cancellationToken)
    {
        room.Say(caller, text);
        return Task.CompletedTask;
    }

    public Task<string[]> WhoAsync(CancellationToken cancellationToken) => Task.FromResult(room.Names);

    public void Dispose() => room.Leave(caller);
}
