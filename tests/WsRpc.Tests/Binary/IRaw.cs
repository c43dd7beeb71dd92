namespace WsRpc.Tests.Binary;

[WsService]
public interface IRaw
{
    Task PutAsync(string name, byte[] data, byte[] more);
}
