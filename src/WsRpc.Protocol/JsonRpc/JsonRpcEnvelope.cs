namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The members of one received message. Plain data: ranges point into the message they were read from, and nothing here is
/// usable once its octets are reused. Members that do not belong to <see cref="Kind"/> are empty.
/// </summary>
public struct JsonRpcEnvelope
{
    // One is made for every message, so it is kept small: what no kind has both of shares a place, and what hardly any
    // message has shares a reference.
    private object? _rare;

    /// <summary>What the message is.</summary>
    public JsonRpcMessageKind Kind { get; internal set; }

    /// <summary>
    /// The id of the message. For <see cref="JsonRpcMessageKind.Invalid"/>, <see cref="JsonRpcMessageKind.Malformed"/> and
    /// <see cref="JsonRpcMessageKind.Batch"/> the id to answer with: that of a faulty request when it could be read, else null (JSON-RPC 2.0 §5).
    /// A string id refers to the message: <see cref="JsonRpcId.ToOwned"/>.
    /// </summary>
    public JsonRpcId Id { get; internal set; }

    /// <summary>
    /// When not absent, the <see cref="JsonRpcMessageKind.Invalid"/> message is a broken response to the call of this id (null when it could not be read).
    /// That call has failed, and the message must not be answered: two peers that complain about each other's complaints would never stop.
    /// </summary>
    public readonly JsonRpcId InvalidResponseId => _rare is JsonRpcFault fault ? fault.ResponseId : default;

    /// <summary>The method's name without quotes, where it stands in the message; empty when it is written with escapes. <see cref="MethodName"/> serves both.</summary>
    public readonly Utf8Range Method => IsCall ? Name : default;

    /// <summary>The arguments: the whole JSON array or object, empty when <see cref="ParamsKind"/> is <see cref="JsonRpcParamsKind.None"/>.</summary>
    public readonly Utf8Range Params => IsCall ? Value : default;

    /// <summary>The form of <see cref="Params"/>.</summary>
    public JsonRpcParamsKind ParamsKind { get; internal set; }

    /// <summary>The result: one JSON value, <c>null</c> included.</summary>
    public readonly Utf8Range Result => Kind == JsonRpcMessageKind.Result ? Value : default;

    /// <summary>The error's <c>code</c>.</summary>
    public readonly int ErrorCode => Kind == JsonRpcMessageKind.Error ? Number : 0;

    /// <summary>The error's <c>message</c> as raw JSON string token, quotes included; empty when absent. <see cref="GetErrorMessage"/> gives the text.</summary>
    public readonly Utf8Range ErrorMessage => Kind == JsonRpcMessageKind.Error ? Name : default;

    /// <summary>The error's <c>data</c>: one JSON value; empty when absent.</summary>
    public readonly Utf8Range ErrorData => Kind == JsonRpcMessageKind.Error ? Value : default;

    /// <summary>The member <c>timeout</c> of a request: how many milliseconds its caller goes on waiting, from 1; 0 when it does not say.</summary>
    public readonly int TimeoutMs => Kind == JsonRpcMessageKind.Request ? Number : 0;

    /// <summary>
    /// The member <c>parent</c> of a request: the id of the receiver's own call while serving which it was made, from 1; 0 when there is none. The peer's
    /// word, which may be any number.
    /// </summary>
    public long ParentId { get; internal set; }

    /// <summary>The member <c>credit</c> of a request: how many items of a stream in its result may be sent unasked, from 1; 0 when there is none.</summary>
    public int Credit { get; internal set; }

    /// <summary>The member <c>traceparent</c> of a call, without quotes (W3C Trace Context §3.2); empty when absent or written with escapes.</summary>
    public readonly Utf8Range TraceParent => Rare?.TraceParent ?? default;

    /// <summary>The member <c>tracestate</c> of a call, without quotes and with its escapes (W3C Trace Context §3.3); empty when absent. <see cref="GetTraceState"/> gives the text.</summary>
    public readonly Utf8Range TraceState => Rare?.TraceState ?? default;

    /// <summary>What is wrong with an invalid or malformed message, safe to send and to log; otherwise null.</summary>
    public readonly string? Problem => (_rare as JsonRpcFault)?.Problem;

    /// <summary>The name of a call, the message of an error.</summary>
    internal Utf8Range Name { readonly get; set; }

    /// <summary>The arguments of a call, the result of an answer, the data of an error.</summary>
    internal Utf8Range Value { readonly get; set; }

    /// <summary>The code of an error, the timeout of a request.</summary>
    internal int Number { readonly get; set; }

    internal JsonRpcRareMembers? Rare
    {
        readonly get => _rare as JsonRpcRareMembers;
        set => _rare = value;
    }

    private readonly bool IsCall => Kind <= JsonRpcMessageKind.Notification;

    /// <summary>The method's name in UTF-8, unescaped. The span lives as long as <paramref name="message"/>, which must be the message that was read.</summary>
    public readonly ReadOnlySpan<byte> MethodName(ReadOnlySpan<byte> message) => Rare?.UnescapedMethod ?? Method.Of(message);

    /// <summary>The error's message as text; empty when absent. <paramref name="message"/> must be the message that was read.</summary>
    public readonly string GetErrorMessage(ReadOnlySpan<byte> message)
        => ErrorMessage.IsEmpty ? "" : JsonText.Unescape(ErrorMessage.Of(message)[1..^1]);

    /// <summary>The call's <c>tracestate</c> as text; null when absent. <paramref name="message"/> must be the message that was read.</summary>
    public readonly string? GetTraceState(ReadOnlySpan<byte> message) => TraceState.IsEmpty ? null : JsonText.Unescape(TraceState.Of(message));

    internal static JsonRpcEnvelope Malformed(string problem)
        => new() { Kind = JsonRpcMessageKind.Malformed, Id = JsonRpcId.Null, _rare = new JsonRpcFault(problem, default) };

    internal static JsonRpcEnvelope Invalid(JsonRpcId answerId, string problem, JsonRpcId responseId = default)
        => new() { Kind = JsonRpcMessageKind.Invalid, Id = answerId, _rare = new JsonRpcFault(problem, responseId) };
}
