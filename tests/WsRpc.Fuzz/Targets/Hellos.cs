using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Targets;

/// <summary>The params of <c>$/hello</c>.</summary>
internal sealed class Hellos : FuzzTarget
{
    public override string Name => "hellos";

    public override int Iterations => 6000;

    // An empty name and its comma: a builder, its buffer, a place in a list.
    public override int AllocationPerOctet => 128;

    public override IReadOnlyList<string> Tokens => [.. JsonSyntax.Tokens, .. JsonSyntax.HelloTokens];

    public override IReadOnlyList<Repetition> Repetitions => [.. JsonSyntax.Repetitions, .. JsonSyntax.HelloTokens.Select(token => new Repetition("{", token + ",", "\"version\":1}")), new("{\"version\":1,\"services\":[", "\"\",", "\"\"]}")];

    public override byte[] Generate(Prng random) => new JsonGenerator(random).Hello();

    public override void Read(Delivery delivery, Trace trace)
    {
        delivery.CountCall();
        if (!JsonRpcHello.TryRead(delivery.Whole().Span, out var hello))
        {
            trace.Add("malformed");
        }
        else if (trace.IsRecording)
        {
            trace.Add(hello!.MaxMessageBytes is null ? "no bytes" : "bytes");
            trace.Add(hello.MaxCallsInFlight is null ? "no calls" : "calls");
            trace.Add("services", Math.Min(hello.Services.Count, 8));
            trace.Add("capabilities", Math.Min(hello.Capabilities.Count, 8));
            trace.AddDetail("hello", Text(hello));
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var expected = ReferenceHello.Read(input);
        var actual = JsonRpcHello.TryRead(input.Span, out var hello) ? Text(hello!) : null;
        if (actual != expected)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, $"{actual ?? "malformed"} is read instead of {expected ?? "malformed"}");
        }
    }

    private static string Text(JsonRpcHello hello) => ReferenceHello.Text(
        hello.Version, hello.MaxMessageBytes, hello.MaxCallsInFlight, ReferenceHello.Names(hello.Services), ReferenceHello.Names(hello.Capabilities));
}
