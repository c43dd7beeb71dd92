using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

/// <summary>A method of a contract as the wire knows it.</summary>
/// <remarks>For generated code. Immutable.</remarks>
public sealed class RpcMethod
{
    private readonly string[] _parameters;

    /// <summary>Describes a method.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="parameters">The wire names of the parameters in their order, without the cancellation token.</param>
    public RpcMethod(string name, params string[] parameters)
    {
        WireName = new JsonRpcMethodName(name);
        _parameters = parameters;
    }

    /// <summary>The wire name.</summary>
    public string Name => WireName.Name;

    internal JsonRpcMethodName WireName { get; }

    internal ReadOnlySpan<string> Parameters => _parameters;
}
