namespace WsRpc;

/// <summary>How the wire name of a method is derived where none is given.</summary>
public enum WsNaming
{
    /// <summary><c>PostAsync</c> of <c>IChat</c> is <c>chat.post</c>.</summary>
    CamelCase,

    /// <summary><c>PostAsync</c> is <c>PostAsync</c>, with a prefix only if one is given: the names StreamJsonRpc uses.</summary>
    AsDeclared,
}
