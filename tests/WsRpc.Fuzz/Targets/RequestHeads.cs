using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The server's half of the opening handshake, from the first octet to the verdict.</summary>
internal sealed class RequestHeads : FuzzTarget
{
    public override string Name => "request-heads";

    public override bool TakesPieces => true;

    public override int Iterations => 2000;

    // A subprotocol of one letter and its comma: a string, and its places in a list and a set.
    public override int AllocationPerOctet => 96;

    public override IReadOnlyList<string> Tokens => HeadSyntax.Tokens;

    public override IReadOnlyList<Repetition> Repetitions => HeadSyntax.Repetitions(HeadSyntax.Request);

    public override byte[] Generate(Prng random) => new HeadGenerator(random, HeadSyntax.RequestLines, HeadSyntax.Request).Head();

    public override void Read(Delivery delivery, Trace trace)
    {
        foreach (var limits in HeadSyntax.Limits)
        {
            var reader = new HttpRequestHeadReader(limits);
            var status = HeadDriver.Run(reader.Read, delivery, trace);
            if (status == HeadStatus.Failed)
            {
                Refused(trace, reader.Rejection);
            }
            else if (status == HeadStatus.Complete)
            {
                Validate(reader.Request, limits, trace);
            }
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var text = outcome.ToString();
        foreach (var limits in HeadSyntax.Limits)
        {
            var expected = ReferenceRequest.Accepts(input.Span, limits, out var isSameOrigin);
            Require(text.Contains($"accepted {limits.MaxHeadBytes}\n", StringComparison.Ordinal) == expected, $"accepted: {expected}");
            Require(!expected || text.Contains($"same origin {limits.MaxHeadBytes}\n", StringComparison.Ordinal) == isSameOrigin, $"same origin: {isSameOrigin}");
        }

        void Require(bool isMet, string expectation)
        {
            if (!isMet)
            {
                throw new FuzzFailureException(Rules.AgreesWithReference, $"expected {expectation}, but\n{text}");
            }
        }
    }

    private static void Validate(HttpRequestHead request, HandshakeLimits limits, Trace trace)
    {
        HeadTrace.Add(trace, request);
        if (!ServerHandshake.TryValidate(request, out var upgrade, out var rejection))
        {
            Refused(trace, rejection);
            return;
        }

        trace.Add("accepted", limits.MaxHeadBytes);
        if (ServerHandshake.IsSameOrigin(upgrade))
        {
            trace.Add("same origin", limits.MaxHeadBytes);
        }

        HeadTrace.Add(trace, upgrade);
        if (trace.IsRecording)
        {
            Answer.Check(upgrade);
        }
    }

    private static void Refused(Trace trace, HandshakeRejection rejection)
    {
        trace.Add("refused", rejection.StatusCode);
        trace.Add(rejection.Reason);
    }
}
