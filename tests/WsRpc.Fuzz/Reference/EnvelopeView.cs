using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Reference;

/// <summary>What an envelope says, to be compared: places in the message as <c>start+length</c>.</summary>
internal sealed record EnvelopeView(JsonRpcMessageKind Kind)
{
    public string Id { get; init; } = "null";

    public string ResponseId { get; init; } = "(none)";

    /// <summary>In hexadecimal, escapes undone.</summary>
    public string Method { get; init; } = "";

    public JsonRpcParamsKind ParamsKind { get; init; }

    public string Params { get; init; } = "";

    public long TimeoutMs { get; init; }

    public long ParentId { get; init; }

    public string TraceParent { get; init; } = "";

    /// <summary>In hexadecimal, escapes undone.</summary>
    public string TraceState { get; init; } = "";

    public string Result { get; init; } = "";

    public long ErrorCode { get; init; }

    public string ErrorMessagePlace { get; init; } = "";

    public string ErrorMessage { get; init; } = "";

    public string ErrorData { get; init; } = "";

    public bool HasProblem { get; init; }

    public static EnvelopeView Of(in JsonRpcEnvelope envelope, ReadOnlySpan<byte> message) => new(envelope.Kind)
    {
        Id = envelope.Id.ToString(),
        ResponseId = envelope.InvalidResponseId.ToString(),
        Method = Convert.ToHexString(envelope.MethodName(message)),
        ParamsKind = envelope.ParamsKind,
        Params = Place(envelope.Params),
        TimeoutMs = envelope.TimeoutMs,
        ParentId = envelope.ParentId,
        TraceParent = Place(envelope.TraceParent),
        TraceState = Hex(envelope.GetTraceState(message) ?? ""),
        Result = Place(envelope.Result),
        ErrorCode = envelope.ErrorCode,
        ErrorMessagePlace = Place(envelope.ErrorMessage),
        ErrorMessage = Hex(envelope.GetErrorMessage(message)),
        ErrorData = Place(envelope.ErrorData),
        HasProblem = envelope.Problem is not null,
    };

    /// <summary>In hexadecimal, since text may hold lone surrogates and line ends.</summary>
    public static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private static string Place(Utf8Range range) => range.IsEmpty ? "" : $"{range.Start}+{range.Length}";
}
