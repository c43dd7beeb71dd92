using System.Text;
using System.Text.Unicode;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>The oracle is the general reader: what the compact one reads, it must read as that one does.</summary>
public sealed class JsonRpcCompactReaderTests
{
    private static readonly byte[] TellingOctets = [.. "\"\\/{}[]:,0159-+.eEtfnubaAFgG \t\n\r\0"u8, 0x1F, 0x7F, 0x80, 0xC3, 0xFF];

    [Theory]
    [MemberData(nameof(CompactMessages.Theory), MemberType = typeof(CompactMessages))]
    public void Compact_message_is_read(string json) => Assert.True(Agree(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x"} """)]
    [InlineData("""{"jsonrpc":"2.0","id": 7,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":07,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-07,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1000000000000000000,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":18446744073709551617,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7e0,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"7","method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"a\u002eb"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":{7:1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":{"a":1,null:1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"traceparent":"0\u0030"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"tracestate":"a","traceparent":"00"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"traceparent":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"timeout":-1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"timeout":1000000000}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"timeout":1,"timeout":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"parent":1e1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"x","params":[],"credit":1e1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":1,"result":2}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":1,"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":1000000000,"message":""}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":"","code":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":1,"message":""},"method":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7}""")]
    [InlineData("""{"jsonrpc":"2.0",""")]
    [InlineData("")]
    public void What_is_not_compact_is_left_to_the_general_reader(string json) => Assert.False(Agree(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Message_with_any_octet_changed_is_read_alike()
    {
        var accepted = CompactMessages.All.SelectMany(json => Changed(Encoding.UTF8.GetBytes(json))).Count(message => Agree(message));
        Assert.True(accepted > 5_000, $"Only {accepted} were compact.");
    }

    [Fact]
    public void Message_with_some_octets_changed_is_read_alike()
    {
        var random = new Random(7_159);
        for (var round = 0; round < 200_000; round++)
        {
            var message = Encoding.UTF8.GetBytes(CompactMessages.All[random.Next(CompactMessages.All.Length)]);
            for (var changes = random.Next(2, 5); changes > 0; changes--)
            {
                message[random.Next(17, message.Length)] = TellingOctets[random.Next(TellingOctets.Length)];
            }

            Agree(message);
        }
    }

    [Theory]
    [MemberData(nameof(CompactMessages.Theory), MemberType = typeof(CompactMessages))]
    public void Depth_is_counted_alike(string json)
    {
        var message = Encoding.UTF8.GetBytes(json);
        var deep = Enumerable.Range(1, 6).First(depth => JsonRpcGeneralReader.Read(message, depth).Kind != JsonRpcMessageKind.Malformed);
        for (var depth = 1; depth < 8; depth++)
        {
            Assert.Equal(depth >= deep, Agree(message, depth));
        }
    }

    [Fact]
    public void Value_deeper_than_most_is_left_to_the_general_reader()
    {
        Assert.True(Agree(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"x","params":{{new string('[', 16)}}{{new string(']', 16)}}}""")));
        Assert.False(Agree(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"x","params":{{new string('[', 17)}}{{new string(']', 17)}}}""")));
    }

    [Fact]
    public void Octets_said_to_be_utf8_are_not_checked_again()
    {
        byte[] message = [.. "{\"jsonrpc\":\"2.0\",\"method\":\""u8, 0xFF, .. "\"}"u8];
        Assert.Equal(JsonRpcMessageKind.Malformed, JsonRpcReader.Read(message, 64, isUtf8: false, out _));
        Assert.Equal(JsonRpcMessageKind.Notification, JsonRpcReader.Read(message, 64, isUtf8: true, out _));
    }

    private static IEnumerable<byte[]> Changed(byte[] message)
    {
        for (var at = 0; at < message.Length; at++)
        {
            yield return message[..at];
            yield return [.. message[..at], .. message[(at + 1)..]];
            yield return [.. message[..at], message[at], .. message[at..]];
            foreach (var octet in TellingOctets)
            {
                yield return [.. message[..at], octet, .. message[at..]];
                yield return [.. message[..at], octet, .. message[(at + 1)..]];
            }
        }
    }

    private static bool Agree(byte[] message, int maxDepth = 64)
    {
        var envelope = default(JsonRpcEnvelope);
        if (!Utf8.IsValid(message) || !JsonRpcCompactReader.TryRead(message, maxDepth, ref envelope))
        {
            return false;
        }

        var expected = Describe(JsonRpcGeneralReader.Read(message, maxDepth), message);
        var actual = Describe(envelope, message);
        Assert.True(expected == actual, $"{Encoding.UTF8.GetString(message)}{Environment.NewLine}{actual}{Environment.NewLine}{expected}");
        return true;
    }

    private static string Describe(in JsonRpcEnvelope envelope, byte[] message) => string.Join(
        ' ',
        envelope.Kind,
        envelope.Id,
        envelope.InvalidResponseId,
        envelope.Method,
        Encoding.UTF8.GetString(envelope.MethodName(message)),
        envelope.Params,
        envelope.ParamsKind,
        envelope.Result,
        envelope.ErrorCode,
        envelope.ErrorMessage,
        envelope.ErrorData,
        envelope.Problem);
}
