namespace WsRpc.Tests.Binary;

[WsService]
public interface IStore
{
    Task<byte[]?> ReadAsync(string name);

    ValueTask<ReadOnlyMemory<byte>> ReadPartAsync(int length);

    Task<int> WriteAsync(byte[] data, ReadOnlyMemory<byte>? more = null);

    Task<string> JoinAsync(Memory<byte> first, string between, byte[] second);

    [WsNotification]
    ValueTask SampleAsync(ReadOnlyMemory<byte> sample);
}
