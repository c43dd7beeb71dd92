using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Targets;

/// <summary>JSON-RPC messages, within the default depth and within one that most messages reach; the short way and the general one.</summary>
internal sealed class Envelopes : FuzzTarget
{
    private static readonly int[] Depths = [64, 3];

    public override string Name => "envelopes";

    public override int Iterations => 6000;

    // An escaped name of one character, over and over.
    public override int AllocationPerOctet => 128;

    public override IReadOnlyList<string> Tokens => JsonSyntax.Tokens;

    public override IReadOnlyList<Repetition> Repetitions => JsonSyntax.Repetitions;

    public override byte[] Generate(Prng random) => new JsonGenerator(random).Message();

    public override void Read(Delivery delivery, Trace trace)
    {
        ReadOnlyMemory<byte> message = delivery.Whole();
        foreach (var depth in Depths)
        {
            delivery.CountCall();
            var kind = JsonRpcReader.Read(message, depth, out var envelope);
            Add(trace, envelope, message.Span);
            if (kind != envelope.Kind)
            {
                throw new FuzzFailureException(Rules.AgreesWithReference, $"{kind} is returned for {envelope.Kind}");
            }

            if (kind == JsonRpcMessageKind.Batch)
            {
                ReadElements(delivery, message, depth, trace);
            }
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var expected = Trace.Recording();
        foreach (var depth in Depths)
        {
            var view = ReferenceEnvelope.Read(input, depth);
            Add(expected, view);
            foreach (var element in ReferenceEnvelope.Elements(input, depth))
            {
                Add(expected, ReferenceEnvelope.Read(element, depth));
            }

            CheckWays(input, depth, view);
        }

        Inspection.Compare(Rules.AgreesWithReference, "by its document", expected, outcome);
    }

    private static void ReadElements(Delivery delivery, ReadOnlyMemory<byte> batch, int depth, Trace trace)
    {
        var elements = new JsonRpcBatchReader(batch, depth);
        var left = elements.Count(batch.Length);
        while (elements.TryRead(out var element))
        {
            delivery.CountCall();
            JsonRpcReader.Read(element, depth, isUtf8: true, out var envelope);
            Add(trace, envelope, element.Span);
            left--;
        }

        if (left != 0)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, $"{left} elements more are counted than read");
        }
    }

    /// <summary>Each way on its own: what the short one reads, the general one reads too, and in the same way.</summary>
    private static void CheckWays(ReadOnlyMemory<byte> input, int depth, EnvelopeView expected)
    {
        if (!ReferenceUtf8.IsValid(input.Span))
        {
            return;
        }

        var general = EnvelopeView.Of(JsonRpcGeneralReader.Read(input, depth), input.Span);
        var envelope = default(JsonRpcEnvelope);
        var compact = JsonRpcCompactReader.TryRead(input.Span, depth, ref envelope) ? EnvelopeView.Of(envelope, input.Span) : expected;
        if (general != expected || compact != expected)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, $"depth {depth}: general {general}, compact {compact}, expected {expected}");
        }
    }

    private static void Add(Trace trace, in JsonRpcEnvelope envelope, ReadOnlySpan<byte> message)
    {
        if (trace.IsRecording)
        {
            Add(trace, EnvelopeView.Of(envelope, message));
        }
    }

    private static void Add(Trace trace, EnvelopeView view)
    {
        trace.Add("message", (long)view.Kind);
        trace.Add(view.Id.Length > 0 && view.Id[0] is '"' or '(' or 'n' ? view.Id[..1] : "integer");
        trace.Add("params", (long)view.ParamsKind);
        trace.Add(view.TimeoutMs > 0 ? "with timeout" : "without");
        trace.Add(view.ParentId > 0 ? "with parent" : "without");
        trace.Add(view.TraceParent.Length + view.TraceState.Length > 0 ? "with trace" : "without");
        trace.Add(view.ErrorMessage.Length > 0 ? "with text" : "without");
        trace.Add(view.ErrorData.Length > 0 ? "with data" : "without");
        trace.Add(view.ResponseId == "(none)" ? "to answer" : "not to answer");
        trace.AddDetail("envelope", view.ToString());
    }
}
