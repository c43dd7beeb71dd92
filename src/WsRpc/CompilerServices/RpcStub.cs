using System.ComponentModel;

namespace WsRpc.CompilerServices;

/// <summary>What generated stubs answer with where nothing is overridden.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcStub
{
    /// <summary>The error for a method that the service does not override: code -32601, so that a contract may grow without breaking its servers.</summary>
    /// <param name="method">The wire name.</param>
    public static Exception NotImplemented(string method) => new RpcMethodNotFoundException($"{method} is not implemented.");
}
