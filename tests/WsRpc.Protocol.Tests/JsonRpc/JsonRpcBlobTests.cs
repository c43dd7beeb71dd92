using System.Buffers;
using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Octets beside the JSON: headers and references (docs/protocol.md, "Binary data").</summary>
public sealed class JsonRpcBlobTests
{
    [Fact]
    public void Header_is_the_kind_and_the_number_in_network_order()
    {
        var output = new ArrayBufferWriter<byte>();
        JsonRpcBlob.WriteHeader(output, JsonRpcBlobKind.LastPart, 0x0102030405060708 >> 8);
        Assert.Equal([3, 0, 1, 2, 3, 4, 5, 6, 7], output.WrittenSpan.ToArray());
        Assert.True(JsonRpcBlob.TryReadHeader(output.WrittenSpan, out var kind, out var id));
        Assert.Equal((JsonRpcBlobKind.LastPart, 0x01020304050607), (kind, id));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 32, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 128, 0, 0, 0, 0, 0, 0, 1 })]
    public void What_has_no_kind_or_no_number_is_no_blob(byte[] message) => Assert.False(JsonRpcBlob.TryReadHeader(message, out _, out _));

    [Theory]
    [InlineData(3L, 1024L, false, """{"$blob":3,"length":1024}""")]
    [InlineData(9007199254740991L, 0L, false, """{"$blob":9007199254740991,"length":0}""")]
    [InlineData(3L, null, true, """{"$blob":3,"parts":true}""")]
    [InlineData(3L, 7L, true, """{"$blob":3,"length":7,"parts":true}""")]
    public void Reference_is_read_as_it_was_written(long id, long? length, bool inParts, string json)
    {
        var output = new ArrayBufferWriter<byte>();
        var reference = new JsonRpcBlobReference(id, length, inParts);
        JsonRpcBlob.WriteReference(output, reference);
        Assert.Equal(json, Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.True(JsonRpcBlob.TryReadReference(output.WrittenSpan, out var read));
        Assert.Equal(reference, read);
    }

    [Theory]
    [InlineData("""{ "length" : 5, "more":[{}], "$blob" : 1 }""", true)]
    [InlineData("""{"$blob":1,"length":5,"parts":false}""", true)]
    [InlineData("""{"$blob":1,"length":5,"parts":1}""", true)]
    [InlineData("""{"$blob":1}""", false)]
    [InlineData("""{"length":5}""", false)]
    [InlineData("""{"$blob":0,"length":5}""", false)]
    [InlineData("""{"$blob":-1,"length":5}""", false)]
    [InlineData("""{"$blob":9007199254740992,"length":5}""", false)]
    [InlineData("""{"$blob":1.5,"length":5}""", false)]
    [InlineData("""{"$blob":"1","length":5}""", false)]
    [InlineData("""{"$blob":1,"length":-5}""", false)]
    [InlineData("""{"$blob":1,"length":"5"}""", false)]
    [InlineData("""{"$blob":null,"length":null}""", false)]
    [InlineData("""{"x":{"$blob":1,"length":5}}""", false)]
    [InlineData("""["$blob"]""", false)]
    [InlineData("\"$blob\"", false)]
    [InlineData("1", false)]
    [InlineData("{}", false)]
    public void Anything_else_is_a_reference_only_with_a_number_and_a_length_or_parts(string json, bool isReference) =>
        Assert.Equal(isReference, JsonRpcBlob.TryReadReference(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Large_object_is_not_looked_at()
    {
        var json = $$"""{"$blob":1,"length":5,"x":"{{new string('x', 256)}}"}""";
        Assert.False(JsonRpcBlob.TryReadReference(Encoding.UTF8.GetBytes(json), out _));
    }

    [Theory]
    [InlineData("""{"blob":3,"bytes":65536}""", 3L, 65536L)]
    [InlineData("""{"bytes":"x","blob":3}""", 3L, 0L)]
    [InlineData("""{"blob":3,"bytes":-1,"other":{}}""", 3L, 0L)]
    public void Parameters_of_messages_about_a_blob_are_read(string json, long id, long bytes)
    {
        Assert.True(JsonRpcBlob.TryReadParameters(Encoding.UTF8.GetBytes(json), out var readId, out var readBytes, out var error));
        Assert.Equal((id, bytes, null), (readId, readBytes, error));
    }

    [Fact]
    public void Error_that_a_blob_ends_with_is_read()
    {
        var json = """{"blob":3,"error":{"code":-32000,"message":"no","data":{"blob":4}}}"""u8;
        Assert.True(JsonRpcBlob.TryReadParameters(json, out var id, out _, out var error));
        Assert.Equal((3L, -32000, "no"), (id, error!.Value.Code, error.Value.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[3]")]
    [InlineData("{}")]
    [InlineData("""{"blob":0}""")]
    [InlineData("""{"blob":"3"}""")]
    public void Messages_that_name_no_blob_are_not_read(string json) =>
        Assert.False(JsonRpcBlob.TryReadParameters(Encoding.UTF8.GetBytes(json), out _, out _, out _));
}
