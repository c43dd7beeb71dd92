using WsRpc.Tests.Interception;

namespace WsRpc.Tests.Objects;

/// <summary>Objects of this end that the peer calls (docs/protocol.md, "Objects by reference"), octet for octet.</summary>
public sealed class OwnerTests
{
    private const string Open = """{"jsonrpc":"2.0","id":1,"method":"bank.open","params":["ann"]}""";
    private const string Opened = """{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":1}}""";

    private readonly Bank _bank = new();

    [Fact]
    public async Task Result_is_called_by_its_handle_until_the_peer_lets_it_go()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.Receives(Opened);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"$/invokeProxy/1/deposit","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"result":5}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":3,"method":"$/invokeProxy/1/account.deposit","params":{"amount":2}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"result":7}""");
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/invokeProxy/1/note","params":["hello"]}""");
        await peer.IsAliveAndSilent();
        Assert.Equal(["hello"], _bank.Account.Notes);
        Assert.Equal((1L, 0L), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased));
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":{"handle":1,"ownedBySender":false}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":4,"method":"$/invokeProxy/1/deposit","params":[5]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":4,"error":{"code":-32601,"message":"$/invokeProxy/1/deposit: no such object, or no such method of it."}}""");
        Assert.Equal((1L, 1L, 0), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased, _bank.Account.Disposals));
    }

    [Theory]
    [InlineData("$/invokeProxy/2/deposit")]
    [InlineData("$/invokeProxy/-1/deposit")]
    [InlineData("$/invokeProxy/99999999999999999999/deposit")]
    [InlineData("$/invokeProxy/1/withdraw")]
    [InlineData("$/invokeProxy/1/")]
    [InlineData("$/invokeProxy/1")]
    [InlineData("$/invokeProxy/")]
    [InlineData("$/invokeProxy/x/deposit")]
    [InlineData("$/invokeProxy/1/bank.open")]
    public async Task What_is_no_object_or_no_method_of_it_is_not_found(string method)
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.Receives(Opened);
        await peer.Sends($$"""{"jsonrpc":"2.0","id":2,"method":"{{method}}","params":[5]}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"{{{method}}}: no such object, or no such method of it."}}""");
        Assert.Equal(0, _bank.Account.Balance);
    }

    [Fact]
    public async Task Null_is_no_object()
    {
        await using var peer = await ServeAsync();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"bank.find","params":["bob"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":null}""");
    }

    [Fact]
    public async Task Own_object_comes_home_as_itself()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.Receives(Opened);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"bank.isOurs","params":[{"__jsonrpc_marshaled":0,"handle":1}]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"result":true}""");
    }

    [Theory]
    [InlineData("""{"__jsonrpc_marshaled":0,"handle":7}""", "must be a IAccount of this end")]
    [InlineData("""{"__jsonrpc_marshaled":2,"handle":1}""", "must be an object by reference")]
    [InlineData("""{"__jsonrpc_marshaled":1}""", "must be an object by reference")]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":"1"}""", "must be an object by reference")]
    [InlineData("""{"__jsonrpc_marshaled":1,"handle":1.5}""", "must be an object by reference")]
    [InlineData("{}", "must be an object by reference")]
    [InlineData("7", "must be an object by reference")]
    [InlineData("null", "must not be null")]
    public async Task Argument_that_is_no_object_is_refused(string argument, string problem)
    {
        await using var peer = await ServeAsync();
        await peer.Sends($$"""{"jsonrpc":"2.0","id":2,"method":"bank.isOurs","params":[{{argument}}]}""");
        await peer.Receives($$$"""{"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"bank.isOurs: argument \"account\" {{{problem}}}"}}""");
    }

    [Fact]
    public async Task Object_of_another_contract_does_not_come_home()
    {
        await using var peer = await RawPeer.AttachAsync(options => options.AddService<IBank>(_bank).AddService<IVault>(new Vault()));
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"vault.key"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":{"__jsonrpc_marshaled":1,"handle":1}}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"bank.isOurs","params":[{"__jsonrpc_marshaled":0,"handle":1}]}""");
        Assert.Contains("-32602", await peer.Receive());
    }

    [Fact]
    public async Task Objects_beyond_the_limit_are_not_lent()
    {
        await using var peer = await ServeAsync(options => options.MaxLentObjects = 1);
        await peer.Sends(Open);
        await peer.Receives(Opened);
        await peer.Sends("""{"jsonrpc":"2.0","id":2,"method":"bank.open","params":["ann"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"error":{"code":-32003,"message":"bank.open: the result cannot be written."}}""");
        await _bank.Account.Disposed.Within();
        await peer.Sends("""{"jsonrpc":"2.0","method":"$/releaseMarshaledObject","params":[1,false]}""");
        await peer.Sends("""{"jsonrpc":"2.0","id":3,"method":"bank.open","params":["ann"]}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":3,"result":{"__jsonrpc_marshaled":1,"handle":2}}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"handle":77,"ownedBySender":false}""")]
    [InlineData("""{"handle":1,"ownedBySender":true}""")]
    [InlineData("""{"handle":"1"}""")]
    public async Task Release_of_what_is_not_lent_is_nothing(string parameters)
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.Receives(Opened);
        await peer.Sends($$"""{"jsonrpc":"2.0","id":2,"method":"$/releaseMarshaledObject","params":{{parameters}}}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":2,"result":null}""");
        Assert.Equal(0, peer.Engine.Counters.ObjectsReleased);
    }

    [Fact]
    public async Task End_of_the_connection_disposes_what_nobody_let_go()
    {
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.Receives(Opened);
        peer.Connection.Abort();
        await _bank.Account.Disposed.Within();
        Assert.Equal(1, peer.Engine.Counters.ObjectsReleased);
    }

    [Fact]
    public async Task Object_that_comes_after_the_end_of_the_connection_is_disposed_and_not_lent()
    {
        var opening = new TaskCompletionSource();
        _bank.Opening = opening.Task;
        await using var peer = await ServeAsync();
        await peer.Sends(Open);
        await peer.IsAliveAndSilent();
        peer.Connection.Abort();
        await peer.Engine.Completion.Within();
        opening.SetResult();
        await _bank.Account.Disposed.Within();
        Assert.Equal((0L, 0L, 1), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased, _bank.Account.Disposals));
    }

    [Fact]
    public async Task Result_that_an_interceptor_refuses_is_disposed_and_not_lent()
    {
        await using var peer = await ServeAsync(static options => options.Interceptors.Add(new RefusingInterceptor()));
        await peer.Sends(Open);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":9,"message":"no"}}""");
        await _bank.Account.Disposed.Within();
        Assert.Equal((1L, 1L), (peer.Engine.Counters.ObjectsLent, peer.Engine.Counters.ObjectsReleased));
    }

    private Task<RawPeer> ServeAsync(Action<WsRpcClientOptions>? configure = null) => RawPeer.AttachAsync(options =>
    {
        options.AddService<IBank>(_bank);
        configure?.Invoke(options);
    });

    private sealed class Vault : IVault
    {
        public Task<IVault> KeyAsync() => Task.FromResult<IVault>(this);

        public Task OpenAsync(IVault key, Combination combination, IVault? other) => Task.CompletedTask;
    }
}
