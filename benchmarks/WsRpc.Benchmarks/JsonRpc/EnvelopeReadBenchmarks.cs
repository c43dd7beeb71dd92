using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Benchmarks.JsonRpc;

/// <summary>
/// Reading an envelope, against a bare walk over the tokens, which finds nothing and is the floor for a checked read, and
/// against <see cref="JsonDocument"/>, which is what most code by hand uses.
/// </summary>
[MemoryDiagnoser]
public class EnvelopeReadBenchmarks
{
    private byte[] _message = [];

    [Params("call", "result", "error", "call 4 KiB")]
    public string Message { get; set; } = "";

    [GlobalSetup]
    public void Encode()
    {
        _message = Message switch
        {
            "call" => """{"jsonrpc":"2.0","id":281474976710657,"method":"chat.post","params":["lobby","hello"]}"""u8.ToArray(),
            "result" => """{"jsonrpc":"2.0","id":281474976710657,"result":42}"""u8.ToArray(),
            "error" => """{"jsonrpc":"2.0","id":281474976710657,"error":{"code":-32601,"message":"There is no chat.pots."}}"""u8.ToArray(),
            _ => Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":281474976710657,"method":"chat.post","params":["lobby","{{new string('x', 4096)}}"]}"""),
        };
        if (JsonRpcReader() is not (JsonRpcMessageKind.Request or JsonRpcMessageKind.Result or JsonRpcMessageKind.Error))
        {
            throw new InvalidOperationException("The message is not what it should be.");
        }
    }

    [Benchmark(Baseline = true)]
    public long Utf8JsonReader()
    {
        var reader = new Utf8JsonReader(_message);
        while (reader.Read())
        {
        }

        return reader.BytesConsumed;
    }

    [Benchmark]
    public JsonRpcMessageKind JsonRpcReader() => Protocol.JsonRpc.JsonRpcReader.Read(_message, maxDepth: 64, out _);

    [Benchmark]
    public long JsonDocument()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_message);
        document.RootElement.TryGetProperty("method"u8, out _);
        document.RootElement.TryGetProperty("params"u8, out _);
        return document.RootElement.GetProperty("id"u8).GetInt64();
    }
}
