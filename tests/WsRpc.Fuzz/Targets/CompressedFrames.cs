using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Frames to a server that has agreed to compression: whatever they hold, their messages are the same however they come.</summary>
internal sealed class CompressedFrames() : FrameTarget(WebSocketRole.Server)
{
    private static readonly PerMessageDeflate Agreed = new(new() { MinMessageBytes = 0 }, ZlibProvider.Instance);

    public override string Name => "compressed-frames";

    public override int Iterations => 1000;

    // A thousand octets may come of one, into a pooled array and those it outgrew; never more than a message may have.
    public override int AllocationPerOctet => 4096;

    public override byte[] Generate(Prng random)
    {
        using var sender = new WebSocketSender(WebSocketRole.Client, new Keys(random), Agreed);
        for (var count = random.Between(1, 4); count > 0; count--)
        {
            sender.BeginMessage(WebSocketOpcode.Text, compress: !random.OneIn(4));
            for (var fragments = random.Below(3); fragments > 0; fragments--)
            {
                Write(sender, random);
                sender.EndFragment();
            }

            Write(sender, random);
            sender.EndMessage();
        }

        using var sent = sender.TakePending();
        return sent.Memory.ToArray();
    }

    // Another reader of frames and of what they carry would have to fail at the same octet; DeflatePayloads compares messages.
    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
    }

    protected override WebSocketReceiver Receiver(WebSocketLimits limits) => new(WebSocketRole.Server, limits, Agreed);

    private static void Write(WebSocketSender sender, Prng random)
    {
        var unit = random.OneIn(8) ? random.Octets(3) : "abc"u8.ToArray();
        for (var times = random.Below(60); times > 0; times--)
        {
            sender.Write(unit.AsSpan(0, random.Between(1, unit.Length)));
        }
    }

    private sealed class Keys(Prng random) : IMaskKeySource
    {
        public uint NextKey() => (uint)random.Next();
    }
}
