using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Benchmarks.WebSocket;

/// <summary>Messages to octets, as a client (masked) and as a server (not masked) send them. Figures are per message.</summary>
[MemoryDiagnoser]
public class FrameSendBenchmarks
{
    private const int Coalesced = 16;

    private readonly byte[] _small = Frames.Payload(64);
    private readonly byte[] _large = Frames.Payload(64 * 1024);
    private WebSocketSender _sender = null!;

    [Params(WebSocketRole.Client, WebSocketRole.Server)]
    public WebSocketRole Sender { get; set; }

    [GlobalSetup]
    public void Create() => _sender = Frames.SenderOf(Sender);

    [Benchmark(Baseline = true)]
    public int Message64() => Send(_small, messages: 1);

    [Benchmark(OperationsPerInvoke = Coalesced)]
    public int Message64_16InOneSend() => Send(_small, Coalesced);

    [Benchmark]
    public int Message64Ki() => Send(_large, messages: 1);

    private int Send(byte[] payload, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            _sender.BeginMessage(WebSocketOpcode.Text);
            _sender.Write(payload);
            _sender.EndMessage();
        }

        using var octets = _sender.TakePending();
        return octets.Memory.Length;
    }
}
