using WsRpc;

namespace QuickStart.Chat;

/// <summary>The chat's own errors: the caller gets an <see cref="RpcErrorException"/> with the same code and message.</summary>
internal static class ChatErrors
{
    public static RpcErrorException NameTaken(string name) => new(1, $"The name {name} is taken.");

    public static RpcErrorException NameInvalid() => new(2, "A name has 1 to 20 letters, digits or dashes.");

    public static RpcErrorException NotJoined() => new(3, "Join the room first.");

    public static RpcErrorException AlreadyJoined() => new(4, "You are in the room already.");
}
