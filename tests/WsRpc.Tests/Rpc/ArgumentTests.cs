namespace WsRpc.Tests.Rpc;

/// <summary>docs/protocol.md, "Requests": positional and named, defaults, null.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("""["ab",2,"!"]""", "abab!")]
    [InlineData("""["ab",2]""", "abab")]
    [InlineData("""["ab"]""", "ab")]
    [InlineData("""["ab",2,null]""", "abab")]
    [InlineData("""{"text":"ab"}""", "ab")]
    [InlineData("""{"mark":"!","text":"ab"}""", "ab!")]
    [InlineData("""{"mark":null,"times":3,"text":"ab"}""", "ababab")]
    [InlineData("""{"text":"first","text":"last"}""", "last")]
    [InlineData("""{"t\u0065xt":"ab"}""", "ab")]
    [InlineData("""["a\u00e9\n\ud83d\ude00"]""", "aé\n😀")]
    [InlineData("""["ab", 2e0]""", null)]
    [InlineData("""["ab", "2"]""", "abab")] // the Web defaults of System.Text.Json read numbers from strings
    [InlineData("""{"Text":"ab"}""", null)]
    [InlineData("""{"text":null}""", null)]
    [InlineData("""["ab",null]""", null)]
    [InlineData("""["ab",2,5]""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""{}""", null)]
    public async Task Arguments_are_found_by_place_or_by_name(string parameters, string? result)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"probe.say","params":{{parameters}}}""");
        var answer = System.Text.Json.JsonDocument.Parse(await peer.Receive()).RootElement;
        if (result is null)
        {
            Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
        }
        else
        {
            Assert.Equal(result, answer.GetProperty("result").GetString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","params":null""")]
    [InlineData(""","params":[]""")]
    [InlineData(""","params":{}""")]
    public async Task Method_without_parameters_takes_every_empty_form(string parameters)
    {
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"probe.reset"{{parameters}}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":null}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ slash / control \u0001 \u007f \u2028")]
    [InlineData("é ü 漢字 😀")]
    public async Task Strings_arrive_as_they_left(string text)
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal(text, await pair.Proxy.SayAsync(text).Within());
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_break_the_message()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal("a\ufffdb", await pair.Proxy.SayAsync("a\ud800b").Within());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task Integers_arrive_as_they_left(int value)
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Assert.Equal(value, await pair.Proxy.EchoAsync(value).Within());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(70_000)]
    [InlineData(2_000_000)]
    public async Task Values_of_any_size_arrive_whole(int length)
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i % 26)));
        Assert.Equal(text, await pair.Proxy.SayAsync(text).Within());
        Assert.Equal(text, (await pair.Proxy.OpenAsync(new Box { Label = text }).Within()).Label);
    }
}
