namespace WsRpc.Load;

/// <summary>Something to measure that has one of the <see cref="BareServers"/>.</summary>
internal interface IBarePeer
{
    /// <summary>Its name on the command line and in the results.</summary>
    string Name { get; }

    /// <summary>Its server's name in <see cref="BareServers"/>.</summary>
    string Server { get; }
}
