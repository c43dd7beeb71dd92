using WsRpc;

namespace QuickStart.Chat;

/// <summary>What a chat client may ask of the server.</summary>
[WsService(Callback = typeof(IChatClient), JsonContext = typeof(ChatJson))]
public interface IChat
{
    /// <summary>Enters the room. From here on, what is said there arrives at <see cref="IChatClient.HearAsync"/>.</summary>
    /// <param name="name">The name to go by; null lets the room choose one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The name, and who else is there.</returns>
    Task<Welcome> JoinAsync(string? name, CancellationToken cancellationToken = default);

    /// <summary>Goes by another name.</summary>
    Task RenameAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Says something to everyone, oneself included: it is heard before this call returns.</summary>
    Task SayAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>The names of everyone in the room.</summary>
    Task<string[]> WhoAsync(CancellationToken cancellationToken = default);
}
