using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>A message and what the reader made of it, as text, so that tests can state both on one line.</summary>
internal sealed class Received
{
    private readonly byte[] _message;
    private readonly JsonRpcEnvelope _envelope;

    private Received(byte[] message, int maxDepth)
    {
        _message = message;
        Assert.Equal(JsonRpcReader.Read(message, maxDepth, out _envelope), _envelope.Kind);
    }

    public JsonRpcMessageKind Kind => _envelope.Kind;

    public JsonRpcId Id => _envelope.Id;

    public JsonRpcId InvalidResponseId => _envelope.InvalidResponseId;

    public string Method => Encoding.UTF8.GetString(_envelope.MethodName(_message));

    public JsonRpcParamsKind ParamsKind => _envelope.ParamsKind;

    public string Params => Text(_envelope.Params);

    public int TimeoutMs => _envelope.TimeoutMs;

    public long ParentId => _envelope.ParentId;

    public string TraceParent => Text(_envelope.TraceParent);

    public string? TraceState => _envelope.GetTraceState(_message);

    public string Result => Text(_envelope.Result);

    public int ErrorCode => _envelope.ErrorCode;

    public string ErrorMessage => _envelope.GetErrorMessage(_message);

    public string ErrorData => Text(_envelope.ErrorData);

    public string? Problem => _envelope.Problem;

    public static Received Read(string json, int maxDepth = 64) => new(Encoding.UTF8.GetBytes(json), maxDepth);

    public static Received Read(ReadOnlySpan<byte> message, int maxDepth = 64) => new(message.ToArray(), maxDepth);

    public void AssertRequest(string id, string method, string parameters) => AssertCall(JsonRpcMessageKind.Request, id, method, parameters);

    public void AssertNotification(string method, string parameters) => AssertCall(JsonRpcMessageKind.Notification, "(none)", method, parameters);

    public void AssertResult(string id, string result)
    {
        Assert.Equal((JsonRpcMessageKind.Result, id, result), (Kind, Id.ToString(), Result));
        Assert.Null(Problem);
    }

    public void AssertError(string id, int code, string message, string data = "")
    {
        Assert.Equal((JsonRpcMessageKind.Error, id, code, message, data), (Kind, Id.ToString(), ErrorCode, ErrorMessage, ErrorData));
        Assert.Null(Problem);
    }

    /// <summary>An invalid message that is to be answered, with this id.</summary>
    public void AssertInvalid(string problem, string answerId = "null")
    {
        Assert.Equal((JsonRpcMessageKind.Invalid, answerId, problem), (Kind, Id.ToString(), Problem));
        Assert.Equal(JsonRpcIdKind.Absent, InvalidResponseId.Kind);
    }

    /// <summary>An invalid message that must not be answered, because it was meant as the answer to this call.</summary>
    public void AssertBrokenResponse(string problem, string id)
    {
        Assert.Equal((JsonRpcMessageKind.Invalid, id, problem), (Kind, InvalidResponseId.ToString(), Problem));
        Assert.Equal(JsonRpcId.Null, Id);
    }

    public void AssertMalformed()
    {
        Assert.Equal((JsonRpcMessageKind.Malformed, JsonRpcId.Null), (Kind, Id));
        Assert.False(string.IsNullOrEmpty(Problem));
    }

    private void AssertCall(JsonRpcMessageKind kind, string id, string method, string parameters)
    {
        Assert.Equal((kind, id, method, parameters), (Kind, Id.ToString(), Method, Params));
        var form = parameters switch { "" => JsonRpcParamsKind.None, ['[', ..] => JsonRpcParamsKind.Array, _ => JsonRpcParamsKind.Object };
        Assert.Equal(form, ParamsKind);
        Assert.Null(Problem);
    }

    private string Text(Utf8Range range) => Encoding.UTF8.GetString(range.Of(_message.AsSpan()));
}
