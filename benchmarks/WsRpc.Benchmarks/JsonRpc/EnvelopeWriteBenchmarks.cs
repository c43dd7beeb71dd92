using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Benchmarks.JsonRpc;

/// <summary>Writing <c>add(2, 40)</c> and its answer, against <see cref="Utf8JsonWriter"/> with names encoded beforehand. Both reuse what they can.</summary>
[MemoryDiagnoser]
public class EnvelopeWriteBenchmarks
{
    private const long Id = 281474976710657;
    private static readonly JsonRpcMethodName Method = new("calculator.add");
    private static readonly JsonEncodedText EncodedMethod = JsonEncodedText.Encode("calculator.add");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("2.0");

    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly Utf8JsonWriter _json;

    public EnvelopeWriteBenchmarks() => _json = new(_output);

    [GlobalSetup]
    public void CheckThatBothWriteTheSame()
    {
        Same(JsonRpcWriterRequest, Utf8JsonWriterRequest);
        Same(JsonRpcWriterResult, Utf8JsonWriterResult);
    }

    [Benchmark]
    public int JsonRpcWriterRequest()
    {
        _output.ResetWrittenCount();
        JsonRpcWriter.WriteRequestStart(_output, Method, Id);
        _output.Write("["u8);
        JsonText.WriteInteger(_output, 2L);
        _output.Write(","u8);
        JsonText.WriteInteger(_output, 40L);
        _output.Write("]"u8);
        JsonRpcWriter.WriteEnd(_output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Utf8JsonWriterRequest()
    {
        Start();
        _json.WriteString("method"u8, EncodedMethod);
        _json.WriteStartArray("params"u8);
        _json.WriteNumberValue(2);
        _json.WriteNumberValue(40);
        _json.WriteEndArray();
        return End();
    }

    [Benchmark]
    public int JsonRpcWriterResult()
    {
        _output.ResetWrittenCount();
        JsonRpcWriter.WriteResultStart(_output, JsonRpcId.FromInteger(Id));
        JsonText.WriteInteger(_output, 42L);
        JsonRpcWriter.WriteEnd(_output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Utf8JsonWriterResult()
    {
        Start();
        _json.WriteNumber("result"u8, 42);
        return End();
    }

    private void Start()
    {
        _output.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("jsonrpc"u8, Version);
        _json.WriteNumber("id"u8, Id);
    }

    private int End()
    {
        _json.WriteEndObject();
        _json.Flush();
        return _output.WrittenCount;
    }

    private void Same(Func<int> one, Func<int> other)
    {
        one();
        var written = _output.WrittenSpan.ToArray();
        other();
        if (!_output.WrittenSpan.SequenceEqual(written))
        {
            throw new InvalidOperationException("The two write different messages.");
        }
    }
}
