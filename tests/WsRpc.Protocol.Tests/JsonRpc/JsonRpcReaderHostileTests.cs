using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderHostileTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{\"jsonrpc\": \"2.0\", \"method\": \"foobar, \"params\": \"bar\", \"baz]")]
    [InlineData("{\"id\":1,\"method\":\"x\",}")]
    [InlineData("{\"id\":1,\"method\":\"x\",\"params\":[1,]}")]
    [InlineData("{\"id\":1,/*c*/\"method\":\"x\"}")]
    [InlineData("{\"id\":1,\"method\":\"x\"}//")]
    [InlineData("{\"id\":1,\"method\":\"x\"}x")]
    [InlineData("{\"id\":1,\"method\":\"x\"}{}")]
    [InlineData("{\"id\":1,\"method\":\"x\"}\0")]
    [InlineData("[]]")]
    [InlineData("1 1")]
    [InlineData("{\"id\":01,\"method\":\"x\"}")]
    [InlineData("{\"id\":1,\"method\":\"\\x\"}")]
    [InlineData("{\"id\":1,\"method\":\"\\u12\"}")]
    [InlineData("{\"id\":1,\"method\":\"a\nb\"}")]
    [InlineData("{'id':1,'method':'x'}")]
    [InlineData("{\"id\":NaN,\"method\":\"x\"}")]
    [InlineData("\uFEFF{\"id\":1,\"method\":\"x\"}")]
    public void What_is_not_json_is_malformed(string json) => Received.Read(json).AssertMalformed();

    public static TheoryData<byte[]> BadUtf8 => new(
        [0xFF],
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x82],
        [0x80]);

    [Theory]
    [MemberData(nameof(BadUtf8))]
    public void Bad_utf8_inside_any_string_is_malformed(byte[] octets)
    {
        Received.Read([.. "{\"id\":1,\"method\":\"a"u8, .. octets, .. "\"}"u8]).AssertMalformed();
        Received.Read([.. "{\"id\":\""u8, .. octets, .. "\",\"method\":\"a\"}"u8]).AssertMalformed();
        Received.Read([.. "{\"id\":1,\"method\":\"a\",\"params\":[\""u8, .. octets, .. "\"]}"u8]).AssertMalformed();
        Received.Read([.. "{\"id\":1,\""u8, .. octets, .. "\":1,\"method\":\"a\"}"u8]).AssertMalformed();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(200)]
    public void Depth_is_bounded_and_the_message_is_its_first_level(int maxDepth)
    {
        Received.Read(Nested(maxDepth - 1), maxDepth).AssertRequest("1", "x", maxDepth == 1 ? "" : Brackets(maxDepth - 1));
        Received.Read(Nested(maxDepth), maxDepth).AssertMalformed();
        Received.Read(Brackets(maxDepth + 1), maxDepth).AssertMalformed();
    }

    [Fact]
    public void Depth_is_bounded_in_members_that_are_skipped()
        => Received.Read($$"""{"id":1,"method":"x","unknown":{{Brackets(64)}}}""").AssertMalformed();

    [Fact]
    public void A_million_brackets_are_malformed() => Received.Read(new string('[', 1_000_000)).AssertMalformed();

    [Theory]
    [MemberData(nameof(ExampleMessages.Theory), MemberType = typeof(ExampleMessages))]
    public void Truncated_message_is_malformed(string json)
    {
        Assert.NotEqual(JsonRpcMessageKind.Malformed, Received.Read(json).Kind);
        for (var length = 0; length < json.Length; length++)
        {
            Received.Read(json[..length]).AssertMalformed();
        }
    }

    [Theory]
    [MemberData(nameof(ExampleMessages.Theory), MemberType = typeof(ExampleMessages))]
    public void Mutated_message_is_malformed_exactly_when_it_is_no_json(string json)
    {
        var random = new Random(20_061);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var message = Mutate(Encoding.UTF8.GetBytes(json), random);
            var received = Received.Read(message);
            Assert.Equal(!IsJson(message), received.Kind == JsonRpcMessageKind.Malformed);
            _ = received.Method + received.Params + received.Result + received.ErrorMessage + received.ErrorData + received.Id;
            refused += received.Kind == JsonRpcMessageKind.Malformed ? 1 : 0;
        }

        Assert.InRange(refused, 40, 399);
    }

    private static byte[] Mutate(byte[] message, Random random)
    {
        const string Favourites = "{}[]\":,\\u0dD8e-. \t\n/*\0nt";
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(message.Length);
            var octet = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)Favourites[random.Next(Favourites.Length)];
            message = random.Next(3) switch
            {
                0 => [.. message[..at], octet, .. message[(at + 1)..]],
                1 => [.. message[..at], octet, .. message[at..]],
                _ => [.. message[..at], .. message[(at + 1)..]],
            };
        }

        return message;
    }

    private static bool IsJson(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Utf8.IsValid(message);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Nested(int levels) => levels == 0 ? """{"id":1,"method":"x"}""" : $$"""{"id":1,"method":"x","params":{{Brackets(levels)}}}""";

    private static string Brackets(int levels) => new string('[', levels) + new string(']', levels);
}
