namespace WsRpc.CompilerServices;

/// <summary>What every generated proxy also is.</summary>
public interface IRpcProxy
{
    /// <summary>What the proxy calls through.</summary>
    RpcChannel Channel { get; }
}
