namespace WsRpc.Load;

/// <summary>What can be measured, or measured against.</summary>
internal interface INamedPeer
{
    /// <summary>Its name on the command line and in the results.</summary>
    string Name { get; }
}
