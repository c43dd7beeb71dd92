using System.Text.Json;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>The members of an error object (JSON-RPC 2.0 §5.1) as they were found.</summary>
internal struct JsonRpcErrorMembers
{
    private const int LongestName = 7; // message

    public int Code { get; private set; }

    public Utf8Range Message { get; private set; }

    public Utf8Range Data { get; private set; }

    public string? Problem => _shapeProblem ?? _codeProblem ?? _messageProblem;

    private string? _shapeProblem;
    private string? _codeProblem;
    private string? _messageProblem;

    /// <summary>Reads the value that the reader stands on, to its end.</summary>
    public static JsonRpcErrorMembers Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return new() { _shapeProblem = "error must be an object" };
        }

        var error = new JsonRpcErrorMembers { _codeProblem = "error must have a code" };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            error.ReadMember(ref reader);
        }

        return error;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = JsonText.ShortText(reader, LongestName);
        reader.Read();
        var type = reader.TokenType;
        if (name.SequenceEqual("code"u8))
        {
            var code = 0;
            _codeProblem = type == JsonTokenType.Number && reader.TryGetInt32(out code) ? null : "error code must be an integer of 32 bits";
            Code = code;
            reader.Skip();
            return;
        }

        var value = JsonRpcMembers.SkipValue(ref reader);
        if (name.SequenceEqual("message"u8))
        {
            _messageProblem = type is JsonTokenType.String or JsonTokenType.Null ? null : "error message must be a string";
            Message = type == JsonTokenType.String ? value : default;
        }
        else if (name.SequenceEqual("data"u8))
        {
            Data = value;
        }
    }
}
