using System.Text.Json;
using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Targets;

/// <summary>Messages whose params, where there are any, are taken for those of <c>$/cancelRequest</c>.</summary>
internal sealed class CancelRequests : FuzzTarget
{
    private const int MaxDepth = 64;

    public override string Name => "cancel-requests";

    public override int Iterations => 6000;

    public override int AllocationPerOctet => 128;

    public override IReadOnlyList<string> Tokens => JsonSyntax.Tokens;

    public override IReadOnlyList<Repetition> Repetitions { get; } =
    [
        new("{\"method\":\"x\",\"params\":{", "\"id\":1,", "\"id\":1}}"), new("{\"method\":\"x\",\"params\":{\"id\":1,", "\"\\u0061\":1,", "\"a\":1}}"), new("{\"method\":\"x\",\"params\":[", "1,", "1]}"),
        new("{\"method\":\"x\",\"params\":{\"a\":[", "[],", "1],\"id\":\"a\"}}"), new("{\"method\":\"x\",\"params\":[\"", "\\u0061", "\"]}"),
    ];

    public override byte[] Generate(Prng random) => new JsonGenerator(random).CancelRequest();

    public override void Read(Delivery delivery, Trace trace)
    {
        ReadOnlyMemory<byte> message = delivery.Whole();
        delivery.CountCall();
        JsonRpcReader.Read(message, MaxDepth, out var envelope);
        var isFound = JsonRpcCancelRequest.TryReadId(envelope.Params.Of(message), out var id);
        trace.Add(isFound ? "id" : "none", (long)id.Kind);
        if (trace.IsRecording)
        {
            trace.Add("params", (long)envelope.ParamsKind);
            trace.AddDetail("is", id.ToString());
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        JsonRpcReader.Read(input, MaxDepth, out var envelope);
        var parameters = envelope.Params.Of(input);
        using var document = parameters.IsEmpty ? null : JsonDocument.Parse(parameters, new JsonDocumentOptions { MaxDepth = MaxDepth });
        var expected = document is null ? "(none)" : IdIn(document.RootElement);
        var actual = JsonRpcCancelRequest.TryReadId(parameters, out var id) ? id.ToString() : "(none)";
        if (actual != expected)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, $"{actual} is to be cancelled instead of {expected}");
        }
    }

    private static string IdIn(JsonElement parameters)
    {
        var ids = parameters.ValueKind == JsonValueKind.Array
            ? parameters.EnumerateArray().Take(1)
            : parameters.EnumerateObject().Where(member => JsonOracle.Name(member) == "id").Select(member => member.Value).TakeLast(1);
        return ids.Select(id => id.ValueKind == JsonValueKind.String ? JsonOracle.Raw(id)
                : JsonOracle.IsInteger(id, long.MinValue, long.MaxValue, out var integer) ? $"{integer}"
                : "(none)")
            .SingleOrDefault("(none)");
    }
}
