using System.Text;
using System.Threading.Channels;

namespace WsRpc.Tests.Binary;

/// <summary>A store that keeps nothing but what it was given last.</summary>
internal sealed class Store : IStore
{
    private readonly Channel<byte[]> _samples = Channel.CreateUnbounded<byte[]>();

    public byte[]? Written { get; private set; }

    public ReadOnlyMemory<byte>? More { get; private set; }

    public ChannelReader<byte[]> Samples => _samples.Reader;

    /// <summary>Octets that differ from each other, so that none can be in another's place.</summary>
    public static byte[] Octets(int length, int seed = 1)
    {
        var octets = new byte[length];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    public Task<byte[]?> ReadAsync(string name) => Task.FromResult(name == "nothing" ? null : Written);

    public ValueTask<ReadOnlyMemory<byte>> ReadPartAsync(int length) => ValueTask.FromResult<ReadOnlyMemory<byte>>(Octets(length));

    public async Task<int> WriteAsync(byte[] data, ReadOnlyMemory<byte>? more)
    {
        await Task.Yield();
        (Written, More) = (data, more);
        return data.Length + (more?.Length ?? 0);
    }

    public Task<string> JoinAsync(Memory<byte> first, string between, byte[] second) =>
        Task.FromResult(Encoding.UTF8.GetString(first.Span) + between + Encoding.UTF8.GetString(second));

    public ValueTask SampleAsync(ReadOnlyMemory<byte> sample)
    {
        _samples.Writer.TryWrite(sample.ToArray());
        return default;
    }
}
