using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The client's half of the opening handshake, from the first octet to the verdict.</summary>
internal sealed class ResponseHeads : FuzzTarget
{
    public override string Name => "response-heads";

    public override bool TakesPieces => true;

    public override int Iterations => 2000;

    public override int AllocationPerOctet => 96;

    public override IReadOnlyList<string> Tokens => HeadSyntax.Tokens;

    public override IReadOnlyList<Repetition> Repetitions =>
        [.. HeadSyntax.Repetitions(HeadSyntax.Response), new("", "HTTP/1.1 100 \r\n\r\n"), new("", "HTTP/1.1 103 \r\na:b\r\n\r\n")];

    public override byte[] Generate(Prng random) => new HeadGenerator(random, HeadSyntax.StatusLines, HeadSyntax.Response).Head();

    public override void Read(Delivery delivery, Trace trace)
    {
        foreach (var limits in HeadSyntax.Limits)
        {
            var reader = new HttpResponseHeadReader(limits);
            var status = HeadDriver.Run(reader.Read, delivery, trace);
            if (status == HeadStatus.Failed)
            {
                trace.Add(reader.Error);
            }
            else if (status == HeadStatus.Complete)
            {
                Validate(reader.Response, limits, trace);
            }
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var text = outcome.ToString();
        foreach (var limits in HeadSyntax.Limits)
        {
            var expected = ReferenceResponse.Accepts(input.Span, HeadSyntax.Asked, limits);
            if (text.Contains($"accepted {limits.MaxHeadBytes}\n", StringComparison.Ordinal) != expected)
            {
                throw new FuzzFailureException(Rules.AgreesWithReference, $"expected accepted: {expected}, but\n{text}");
            }
        }
    }

    private static void Validate(HttpResponseHead response, HandshakeLimits limits, Trace trace)
    {
        HeadTrace.Add(trace, response);
        if (ClientHandshake.TryValidate(response, HeadSyntax.Asked, out var subprotocol, out var failure))
        {
            trace.Add("accepted", limits.MaxHeadBytes);
            trace.AddDetail("subprotocol", subprotocol);
        }
        else
        {
            trace.Add(failure);
        }
    }
}
