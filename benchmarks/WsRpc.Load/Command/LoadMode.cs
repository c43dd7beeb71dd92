namespace WsRpc.Load;

/// <summary>Where the server runs.</summary>
internal enum LoadMode
{
    /// <summary>In the process of the clients: their CPU time and allocations cannot be told apart.</summary>
    InProc,

    /// <summary>In a child process.</summary>
    TwoProc,
}
