using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Benchmarks.WebSocket;

/// <summary>Masking in place, against the loop that RFC 6455 §5.3 describes.</summary>
[MemoryDiagnoser]
public class MaskingBenchmarks
{
    private const uint Key = 0x3D21FA37;
    private byte[] _payload = [];

    [Params(16, 125, 1024, 16 * 1024, 1024 * 1024)]
    public int Octets { get; set; }

    [GlobalSetup]
    public void Allocate() => _payload = new byte[Octets];

    [Benchmark(Baseline = true)]
    public void ByteLoop()
    {
        var payload = _payload;
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] ^= (byte)(Key >> (8 * (i & 3)));
        }
    }

    [Benchmark]
    public void Masking() => Protocol.WebSocket.Masking.Apply(_payload, Key, 0);
}
