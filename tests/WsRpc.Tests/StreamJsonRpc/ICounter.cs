namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>What StreamJsonRpc calls [RpcMarshalable], which demands IDisposable.</summary>
[WsService("", Naming = WsNaming.AsDeclared)]
public interface ICounter : IDisposable
{
    Task<int> IncAsync(int by);
}
