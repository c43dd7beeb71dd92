namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The members of one received message. Plain data: ranges point into the message they were read from, and nothing here is
/// usable once its octets are reused. Members that do not belong to <see cref="Kind"/> are empty.
/// </summary>
public readonly struct JsonRpcEnvelope
{
    /// <summary>What the message is.</summary>
    public JsonRpcMessageKind Kind { get; internal init; }

    /// <summary>
    /// The id of the message. For <see cref="JsonRpcMessageKind.Invalid"/>, <see cref="JsonRpcMessageKind.Malformed"/> and
    /// <see cref="JsonRpcMessageKind.Batch"/> the id to answer with: that of a faulty request when it could be read, else null (JSON-RPC 2.0 §5).
    /// A string id refers to the message: <see cref="JsonRpcId.ToOwned"/>.
    /// </summary>
    public JsonRpcId Id { get; internal init; }

    /// <summary>
    /// When not absent, the <see cref="JsonRpcMessageKind.Invalid"/> message is a broken response to the call of this id (null when it could not be read).
    /// That call has failed, and the message must not be answered: two peers that complain about each other's complaints would never stop.
    /// </summary>
    public JsonRpcId InvalidResponseId { get; internal init; }

    /// <summary>The method's name without quotes, where it stands in the message; empty when it is written with escapes. <see cref="MethodName"/> serves both.</summary>
    public Utf8Range Method { get; internal init; }

    /// <summary>The arguments: the whole JSON array or object, empty when <see cref="ParamsKind"/> is <see cref="JsonRpcParamsKind.None"/>.</summary>
    public Utf8Range Params { get; internal init; }

    /// <summary>The form of <see cref="Params"/>.</summary>
    public JsonRpcParamsKind ParamsKind { get; internal init; }

    /// <summary>The result: one JSON value, <c>null</c> included.</summary>
    public Utf8Range Result { get; internal init; }

    /// <summary>The error's <c>code</c>.</summary>
    public int ErrorCode { get; internal init; }

    /// <summary>The error's <c>message</c> as raw JSON string token, quotes included; empty when absent. <see cref="GetErrorMessage"/> gives the text.</summary>
    public Utf8Range ErrorMessage { get; internal init; }

    /// <summary>The error's <c>data</c>: one JSON value; empty when absent.</summary>
    public Utf8Range ErrorData { get; internal init; }

    /// <summary>What is wrong with an invalid or malformed message, safe to send and to log; otherwise null.</summary>
    public string? Problem { get; internal init; }

    internal byte[]? UnescapedMethod { get; init; }

    /// <summary>The method's name in UTF-8, unescaped. The span lives as long as <paramref name="message"/>, which must be the message that was read.</summary>
    public ReadOnlySpan<byte> MethodName(ReadOnlySpan<byte> message) => UnescapedMethod ?? Method.Of(message);

    /// <summary>The error's message as text; empty when absent. <paramref name="message"/> must be the message that was read.</summary>
    public string GetErrorMessage(ReadOnlySpan<byte> message)
        => ErrorMessage.IsEmpty ? "" : JsonText.Unescape(ErrorMessage.Of(message)[1..^1]);
}
