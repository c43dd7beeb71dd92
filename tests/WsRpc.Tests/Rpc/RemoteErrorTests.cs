using System.Text.Json;

namespace WsRpc.Tests.Rpc;

/// <summary>The exception behind an error, as StreamJsonRpc's CommonErrorData.</summary>
public sealed class RemoteErrorTests
{
    [Fact]
    public void All_members_are_read()
    {
        var error = Read("""
            {"type":"System.InvalidOperationException","message":"outer msg","stack":"   at X","code":-2146233079,
             "inner":{"type":"System.ArgumentException","message":"inner msg","stack":null,"code":-2147024809,"inner":null}}
            """);
        Assert.Equal(
            new RpcRemoteError(
                "System.InvalidOperationException", "outer msg", "   at X", -2146233079, new RpcRemoteError("System.ArgumentException", "inner msg", null, -2147024809, null)),
            error);
    }

    [Theory]
    [InlineData("""{"type":null,"message":null}""")]
    [InlineData("""{"type":null,"message":null,"stack":5,"code":"x","inner":"y"}""")]
    public void Missing_and_odd_members_are_passed_over(string data) => Assert.Equal(new RpcRemoteError(null, null, null, 0, null), Read(data));

    [Theory]
    [InlineData("""{"type":"t"}""", "t", null)]
    [InlineData("""{"message":"m"}""", null, "m")]
    [InlineData("""{"type":1,"message":"m"}""", null, "m")]
    [InlineData("""{"type":"t","message":[]}""", "t", null)]
    public void Either_of_type_and_message_is_enough(string data, string? type, string? message) => Assert.Equal(new RpcRemoteError(type, message, null, 0, null), Read(data));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"\ud800","message":"m"}""")]
    [InlineData("""{"\ud800":1,"type":"t"}""")]
    [InlineData("""{"type":"t","inner":{"message":"\ud800"}}""")]
    [InlineData("""{"type":1,"message":{}}""")]
    [InlineData("""{"code":5,"stack":"   at X"}""")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void Other_data_is_none(string data) => Assert.Null(Read(data));

    [Fact]
    public void Chain_of_causes_is_cut()
    {
        var data = "null";
        for (var i = 0; i < 20; i++)
        {
            data = $$"""{"type":"t","message":"{{i}}","inner":{{data}}}""";
        }

        var count = 0;
        for (var error = Read(data); error is not null; error = error.Inner)
        {
            count++;
        }

        Assert.Equal(RpcRemoteError.MaxDepth, count);
    }

    [Fact]
    public void Error_without_data_has_none() => Assert.Null(new RpcErrorException(5, "m").RemoteError);

    [Fact]
    public async Task Details_tell_the_exceptions_and_no_stack_trace()
    {
        await using var pair = await WsRpc.Testing.RpcTestPair.CreateAsync(server =>
        {
            server.SendExceptionDetails = true;
            server.AddService<IProbe>(new Probe { OnRun = (_, _) => throw new InvalidOperationException("the disk is full", new IOException("no space")) });
        });
        var error = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
        Assert.Equal((-32000, "the disk is full"), (error.Code, error.Message));
        Assert.Equal(
            new RpcRemoteError("System.InvalidOperationException", "the disk is full", null, new InvalidOperationException().HResult, new RpcRemoteError("System.IO.IOException", "no space", null, new IOException().HResult, null)),
            error.RemoteError);
    }

    [Fact]
    public async Task Long_chain_of_causes_is_sent_in_part()
    {
        Exception cause = new IOException("0");
        for (var i = 1; i < 20; i++)
        {
            cause = new InvalidOperationException($"{i}", cause);
        }

        await using var pair = await WsRpc.Testing.RpcTestPair.CreateAsync(server =>
        {
            server.SendExceptionDetails = true;
            server.AddService<IProbe>(new Probe { OnRun = (_, _) => throw cause });
        });
        var error = await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
        Assert.Equal(8, error.ErrorData!.Value.GetRawText().Split("\"type\"").Length - 1);
    }

    private static RpcRemoteError? Read(string data) => new RpcErrorException(-32000, "m", JsonDocument.Parse(data).RootElement).RemoteError;
}
