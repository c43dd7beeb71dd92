using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary><see cref="WebSocketReceiver"/> in one role, within the default limits and within such as frames of a few octets exceed.</summary>
internal abstract class FrameTarget(WebSocketRole role) : FuzzTarget
{
    // Gathered fragments take a pooled array of the next power of two, and each array it outgrew.
    private const int PooledPerOctet = 8;

    public override bool TakesPieces => true;

    public override int Iterations => 1500;

    public override int AllocationPerOctet => PooledPerOctet;

    public override IReadOnlyList<string> Tokens => FrameSyntax.Tokens(role);

    public override IReadOnlyList<Repetition> Repetitions => FrameSyntax.Repetitions(role);

    public override byte[] Generate(Prng random) => new FrameGenerator(random, role).Frames();

    public override void Read(Delivery delivery, Trace trace)
    {
        foreach (var limits in Limits)
        {
            trace.Add("messages of at most", limits.MaxMessageBytes);
            using var receiver = Receiver(limits);
            new ReceiverDriver(receiver, delivery, trace).Run();
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var expected = Trace.Recording();
        foreach (var limits in Limits)
        {
            expected.Add("messages of at most", limits.MaxMessageBytes);
            new ReferenceFrameReader(input.ToArray(), role, limits, expected).Read();
        }

        Inspection.Compare(Rules.AgreesWithReference, "as read", expected, outcome);
    }

    protected virtual IReadOnlyList<WebSocketLimits> Limits { get; } = [WebSocketLimits.Default, new() { MaxMessageBytes = 130, MaxFragments = 4 }];

    /// <summary>A receiver that has agreed to no extension, unless the target says otherwise.</summary>
    protected virtual WebSocketReceiver Receiver(WebSocketLimits limits) => new(role, limits);
}
