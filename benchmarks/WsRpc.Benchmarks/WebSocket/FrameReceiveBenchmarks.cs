using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Benchmarks.WebSocket;

/// <summary>Octets to messages, as a server (masked) and as a client (not masked) receive them. Figures are per message.</summary>
[MemoryDiagnoser]
public class FrameReceiveBenchmarks
{
    private const int Small = 64;
    private const int Large = 64 * 1024;
    private const int Pipelined = 16;

    private WebSocketReceiver _receiver = null!;
    private byte[] _small = [];
    private byte[] _pipelined = [];
    private byte[] _large = [];
    private byte[] _fragmented = [];

    [Params(WebSocketRole.Server, WebSocketRole.Client)]
    public WebSocketRole Receiver { get; set; }

    [GlobalSetup]
    public void Encode()
    {
        var sender = Receiver == WebSocketRole.Server ? WebSocketRole.Client : WebSocketRole.Server;
        _receiver = new(Receiver, WebSocketLimits.Default);
        _small = Frames.Encode(sender, messages: 1, Small);
        _pipelined = Frames.Encode(sender, Pipelined, Small);
        _large = Frames.Encode(sender, messages: 1, Large);
        _fragmented = Frames.Encode(sender, messages: 1, Large, fragments: 16);
    }

    [Benchmark(Baseline = true)]
    public int Message64() => Receive(_small, messages: 1);

    [Benchmark(OperationsPerInvoke = Pipelined)]
    public int Message64_16InOneRead() => Receive(_pipelined, Pipelined);

    [Benchmark]
    public int Message64Ki() => Receive(_large, messages: 1);

    [Benchmark]
    public int Message64Ki_16Fragments() => Receive(_fragmented, messages: 1);

    private int Receive(Memory<byte> input, int messages)
    {
        var octets = 0;
        while (_receiver.TryReceive(input, out var consumed, out var received))
        {
            input = input[consumed..];
            octets += received.Payload.Length;
            messages--;
        }

        // A receiver that saw a violation drops everything, and would look very fast.
        return messages == 0 && !_receiver.IsClosed ? octets : throw new InvalidOperationException("Not what was sent.");
    }
}
