namespace WsRpc.Tests.StreamJsonRpc;

/// <summary>What a server of StreamJsonRpc 2.26 was seen to answer, and what our caller makes of it.</summary>
public sealed class CallerTests
{
    [Fact]
    public async Task Calls_are_sent_and_answers_read_in_its_octets()
    {
        await using var peer = await RawPeer.AttachAsync();
        var math = peer.Engine.GetProxy<IMath>();
        var sum = math.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"AddAsync","params":[1,2]}""");
        var nop = math.NopAsync();
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"method":"NopAsync","params":[]}""");
        await math.Fire(5);
        await peer.Receives("""{"jsonrpc":"2.0","method":"Fire","params":[5]}""");

        // In any order.
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"result":null}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"result":3}""");
        await nop.Within();
        Assert.Equal(3, await sum.Within());
    }

    [Fact]
    public async Task Events_are_raised_on_the_proxy_without_a_word_to_the_peer()
    {
        await using var peer = await RawPeer.AttachAsync();
        var math = peer.Engine.GetProxy<IMath>();
        var changed = new Events.Told<Changed>();
        var cleared = new Events.Told<EventArgs>();
        math.Changed += changed.Add;
        math.Cleared += cleared.Add;
        await peer.Sends("""{"jsonrpc":"2.0","method":"Changed","params":[{"Value":9}]}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"Cleared","params":[{}]}""");
        Assert.Equal(new Changed(9), await changed.Next());
        await cleared.Next();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Exception_at_the_peer_is_read_with_its_cause()
    {
        var error = await FailureOf<RpcErrorException>(
            """{"code":-32000,"message":"outer msg","data":{"type":"System.InvalidOperationException","message":"outer msg","stack":"   at X.Y()","code":-2146233079,"inner":{"type":"System.ArgumentException","message":"inner msg","stack":null,"code":-2147024809,"inner":null}}}""");
        Assert.Equal((-32000, "outer msg"), (error.Code, error.Message));
        Assert.Equal(("System.InvalidOperationException", "   at X.Y()", "System.ArgumentException", "inner msg"), (error.RemoteError!.Type, error.RemoteError.Stack, error.RemoteError.Inner!.Type, error.RemoteError.Inner.Message));
    }

    [Fact]
    public async Task Error_of_its_service_has_code_message_and_data()
    {
        var error = await FailureOf<RpcErrorException>("""{"code":4242,"message":"custom","data":{"k":1}}""");
        Assert.Equal((4242, "custom", """{"k":1}""", null), (error.Code, error.Message, error.ErrorData?.GetRawText(), error.RemoteError));
    }

    [Fact]
    public async Task Unknown_method_is_its_own_type() => Assert.StartsWith(
        "No method by the name 'Bogus' is found.",
        (await FailureOf<RpcMethodNotFoundException>("""{"code":-32601,"message":"No method by the name \u0027Bogus\u0027 is found."}""")).Message);

    [Fact]
    public async Task Arguments_that_do_not_fit_are_their_own_type() => await FailureOf<RpcInvalidParamsException>(
        """{"code":-32602,"message":"Unable to find method \u0027AddAsync/1\u0027 on {no object} for the following reasons: An argument was not supplied for a required parameter."}""");

    [Fact]
    public async Task Cancellation_that_is_not_ours_is_no_OperationCanceledException() =>
        await FailureOf<RpcCanceledByPeerException>("""{"code":-32800,"message":"The task was cancelled."}""");

    [Theory]
    [InlineData("""{"code":-32003,"message":"no","data":{"type":"x","message":"y","stack":null,"code":1,"inner":null}}""", -32003)]
    [InlineData("""{"code":-32001,"message":"This remote object no longer exists."}""", -32001)]
    [InlineData("""{"code":-32004,"message":"m","data":{"ClassName":"System.Exception","Message":"m"}}""", -32004)]
    public async Task Other_codes_are_ordinary_errors(string error, int code) => Assert.Equal(code, (await FailureOf<RpcErrorException>(error)).Code);

    [Fact]
    public async Task Our_cancellation_ends_at_once_and_the_answer_that_comes_later_is_dropped()
    {
        using var cancellation = new CancellationTokenSource();
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Engine.GetProxy<IMath>().SlowAsync(7, cancellation.Token);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"SlowAsync","params":[7]}""");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await peer.Receives("""{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":-32800,"message":"The task was cancelled."}}""");
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task It_ends_without_a_Close_frame_and_that_is_a_lost_connection()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Engine.GetProxy<IMath>().NopAsync();
        await peer.Receive();
        peer.Connection.Abort();
        Assert.True((await Assert.ThrowsAsync<RpcConnectionLostException>(() => call.Within())).MayHaveRun);
        Assert.Equal(1006, (await peer.Engine.Completion.Within()).Code);
    }

    [Fact]
    public async Task It_closes_as_requested()
    {
        await using var peer = await RawPeer.AttachAsync();
        var closing = peer.Engine.CloseAsync().AsTask();
        await peer.ReceivesClose(1000, "");
        await closing.Within();
    }

    private static async Task<T> FailureOf<T>(string error)
        where T : Exception
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Engine.GetProxy<IMath>().NopAsync();
        await peer.Receive();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""");
        return await Assert.ThrowsAsync<T>(() => call.Within());
    }
}
