using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Benchmarks.JsonRpc;

/// <summary>Writing one string, against <see cref="Utf8JsonWriter"/> with the same encoder.</summary>
[MemoryDiagnoser]
public class StringWriteBenchmarks
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private string _text = "";

    public StringWriteBenchmarks() => _json = new(_output, new() { Encoder = Encoder });

    [Params("ASCII 5", "ASCII 32", "ASCII 4096", "accented 32", "escaped 32")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _text = Text switch
        {
            "ASCII 5" => "lobby",
            "ASCII 32" => "The quick brown fox jumps twice.",
            "ASCII 4096" => new('x', 4096),
            "accented 32" => "Der schnelle Fuchs springt über’s",
            _ => "The \"quick\" fox\njumps \\ twice.\t.",
        };
        WriteString();
        var written = _output.WrittenSpan.ToArray();
        Utf8JsonWriter();
        if (!_output.WrittenSpan.SequenceEqual(written))
        {
            throw new InvalidOperationException("The two write different strings.");
        }
    }

    [Benchmark(Baseline = true)]
    public int Utf8JsonWriter()
    {
        _output.ResetWrittenCount();
        _json.Reset();
        _json.WriteStringValue(_text);
        _json.Flush();
        return _output.WrittenCount;
    }

    [Benchmark]
    public int WriteString()
    {
        _output.ResetWrittenCount();
        JsonText.WriteString(_output, _text, Encoder);
        return _output.WrittenCount;
    }
}
