using System.Text.Json.Serialization;

namespace WsRpc.Tests.StreamJsonRpc;

public sealed record Changed([property: JsonPropertyName("Value")] int Value);
