using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>The failures that a method declares.</summary>
/// <param name="All">Each with its code; no code and no type twice.</param>
/// <param name="JsonContext">Resolves their types.</param>
internal sealed record RpcFaults(IReadOnlyList<RpcFault> All, IJsonTypeInfoResolver? JsonContext)
{
    public RpcFault? Find(int code) => All.FirstOrDefault(fault => fault.Code == code);

    public RpcFault? Find(Type detail) => All.FirstOrDefault(fault => fault.DetailType == detail);
}
