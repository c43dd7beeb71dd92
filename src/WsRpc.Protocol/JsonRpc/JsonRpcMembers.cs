using System.Text;
using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The members of a message as they were found, before it is known which kind of message they make: members come in any order, and of one that
/// occurs twice the last counts. Each has its problem, null when it is as it should be.
/// </summary>
internal struct JsonRpcMembers
{
    private const int LongestName = 11; // traceparent

    public string? VersionProblem { get; private set; }

    public JsonRpcId Id { get; private set; }

    public string? IdProblem { get; private set; }

    public bool HasMethod { get; private set; }

    public Utf8Range Method { get; private set; }

    public byte[]? UnescapedMethod { get; private set; }

    public string? MethodProblem { get; private set; }

    public Utf8Range Params { get; private set; }

    public JsonRpcParamsKind ParamsKind { get; private set; }

    public string? ParamsProblem { get; private set; }

    public Utf8Range Result { get; private set; }

    public int TimeoutMs { get; private set; }

    public long ParentId { get; private set; }

    public int Credit { get; private set; }

    public Utf8Range TraceParent { get; private set; }

    public Utf8Range TraceState { get; private set; }

    public bool HasError { get; private set; }

    public JsonRpcErrorMembers Error { get; private set; }

    /// <summary>Reads the object whose start the reader stands on, to its end.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, message);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> message)
    {
        var name = JsonText.ShortText(reader, LongestName);
        reader.Read();
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                ReadId(in reader, message);
                break;
            case 6 when name.SequenceEqual("method"u8):
                ReadMethod(in reader);
                break;
            case 6 when name.SequenceEqual("params"u8):
                ReadParams(ref reader);
                return;
            case 6 when name.SequenceEqual("result"u8):
                Result = SkipValue(ref reader);
                return;
            case 5 when name.SequenceEqual("error"u8):
                HasError = true;
                Error = JsonRpcErrorMembers.Read(ref reader);
                return;
            case 7 when name.SequenceEqual("jsonrpc"u8):
                ReadVersion(in reader);
                break;

            // Extensions: one of another form than it should have is passed over, as by a peer that does not know it.
            case 7 when name.SequenceEqual("timeout"u8):
                TimeoutMs = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var timeout) ? Math.Max(timeout, 0) : 0;
                break;
            case 6 when name.SequenceEqual("parent"u8):
                ParentId = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var parent) ? Math.Max(parent, 0) : 0;
                break;
            case 6 when name.SequenceEqual("credit"u8):
                Credit = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var credit) ? Math.Max(credit, 0) : 0;
                break;
            case 11 when name.SequenceEqual("traceparent"u8):
                TraceParent = reader.ValueIsEscaped ? default : TextOf(in reader);
                break;
            case 10 when name.SequenceEqual("tracestate"u8):
                TraceState = TextOf(in reader);
                break;
        }

        reader.Skip();
    }

    /// <summary>Passes over the value that the reader stands on and says where it was.</summary>
    internal static Utf8Range SkipValue(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(start, (int)reader.BytesConsumed - start);
    }

    private static Utf8Range TextOf(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0 ? new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : default;

    private void ReadVersion(in Utf8JsonReader reader)
        => VersionProblem = reader.TokenType == JsonTokenType.String && JsonText.ShortText(reader, 3) is [(byte)'1' or (byte)'2', (byte)'.', (byte)'0']
            ? null
            : "jsonrpc must be \"2.0\"";

    private void ReadId(in Utf8JsonReader reader, ReadOnlyMemory<byte> message)
    {
        IdProblem = null;
        Id = JsonRpcId.Null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out var integer):
                Id = JsonRpcId.FromInteger(integer);
                break;
            case JsonTokenType.String when reader.ValueSpan.Length + 2 <= JsonRpcId.MaxStringBytes:
                Id = JsonRpcId.FromRawString(message.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2));
                break;
            case JsonTokenType.String:
                IdProblem = "id is too long";
                break;
            default:
                IdProblem = "id must be a string, an integer or null";
                break;
        }
    }

    private void ReadMethod(in Utf8JsonReader reader)
    {
        var isString = reader.TokenType == JsonTokenType.String;
        HasMethod = true;
        MethodProblem = isString ? null : "method must be a string";
        UnescapedMethod = isString && reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Unescape(reader.ValueSpan)) : null;
        Method = isString && !reader.ValueIsEscaped ? new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : default;
    }

    private void ReadParams(ref Utf8JsonReader reader)
    {
        ParamsKind = reader.TokenType switch
        {
            JsonTokenType.StartArray => JsonRpcParamsKind.Array,
            JsonTokenType.StartObject => JsonRpcParamsKind.Object,
            _ => JsonRpcParamsKind.None,
        };
        ParamsProblem = ParamsKind == JsonRpcParamsKind.None && reader.TokenType != JsonTokenType.Null ? "params must be an array or an object" : null;
        var value = SkipValue(ref reader);
        Params = ParamsKind == JsonRpcParamsKind.None ? default : value;
    }
}
