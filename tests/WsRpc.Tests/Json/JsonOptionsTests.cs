using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WsRpc.Tests.Json;

/// <summary>The options decide the wire, for the values that bypass the serializer too.</summary>
public sealed class JsonOptionsTests
{
    [Fact]
    public async Task Names_are_written_as_the_options_say()
    {
        await using var peer = await Attach(new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper });
        _ = peer.Proxy.OpenAsync(new Box { Label = "x" });
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{"LABEL":"x"}]}""");
    }

    [Fact]
    public async Task Numbers_are_strings_both_ways_where_the_options_say_so()
    {
        await using var peer = await Attach(new() { NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString });
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":["1","2"]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":"3"}""");
        Assert.Equal(3, await call.Within());
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":["1",2]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":"3"}""");
    }

    [Fact]
    public async Task Converter_of_a_primitive_is_used()
    {
        await using var peer = await Attach(new() { Converters = { new HexConverter() } });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":["0x10","0x0F"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":"0x1F"}""");
    }

    [Fact]
    public async Task Strings_are_escaped_as_the_options_say()
    {
        await using var peer = await Attach(new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin) });
        _ = peer.Proxy.NoteAsync("é<");
        await peer.Receives("""{"jsonrpc":"2.0","method":"probe.note","params":["\u00E9\u003C"]}""");
        _ = peer.Proxy.OpenAsync(new Box { Label = "é" });
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{"Label":"\u00E9"}]}""");
    }

    [Fact]
    public async Task Options_are_read_once()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        await using var peer = await Attach(json);
        Assert.False(json.IsReadOnly);
        json.PropertyNamingPolicy = null;
        _ = peer.Proxy.OpenAsync(new Box { Label = "x" });
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{"label":"x"}]}""");
    }

    private static Task<RawPeer> Attach(JsonSerializerOptions json) => RawPeer.AttachAsync(options =>
    {
        options.Json = json;
        options.AddService<IProbe>(new Probe());
    });

    private sealed class HexConverter : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Convert.ToInt32(reader.GetString(), 16);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteStringValue($"0x{value:X2}");
    }
}
