namespace WsRpc.Tests.Binary;

[WsService(Ordered = true)]
public interface IOrderedStore
{
    Task<int> SumAsync(byte[] data);
}
