namespace WsRpc.Soak;

/// <summary>
/// One kind of what a connection is for. A new kind is a class in this folder, and its line in <see cref="Works.All"/>; what it calls, and what that leaves behind, is in
/// <c>Contract/</c>.
/// </summary>
internal interface IWork
{
    /// <summary>What is done, in the plural.</summary>
    string Name { get; }

    /// <summary>How often it is drawn, measured by the others.</summary>
    int Weight => 100;

    /// <summary>Does it once and looks at what comes of it. Others do the same on the same connection meanwhile, and may end that.</summary>
    /// <exception cref="RpcConnectionException">The connection was killed meanwhile. Anything else that is thrown fails the soak.</exception>
    Task DoAsync(Member member, Random random);
}
