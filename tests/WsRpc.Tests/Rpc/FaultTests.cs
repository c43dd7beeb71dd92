using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Rpc;

/// <summary>Failures that contracts declare: docs/protocol.md, "Errors".</summary>
public sealed class FaultTests
{
    private const string Upload = """{"jsonrpc":"2.0","id":1,"method":"store.upload","params":["x"]}""";
    private const string Delete = """{"jsonrpc":"2.0","id":1,"method":"store.delete","params":["x"]}""";

    private readonly RecordingLogger _logger = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fault_of_a_service_is_an_error_with_its_code_message_and_data(bool later)
    {
        await using var peer = await ServeAsync(new Store(() => new RpcFaultException<QuotaExceeded>(new(10, "noon"), "quota exceeded"), later));
        await peer.Sends(Upload);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"quota exceeded","data":{"limit":10,"until":"noon"}}}""");
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Fault_of_the_interface_is_one_of_all_its_methods()
    {
        await using var peer = await ServeAsync(new Store(() => new RpcFaultException<NotAllowed>(new("Ann"), "not for you")));
        await peer.Sends(Upload);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":1000,"message":"not for you","data":{"who":"Ann"}}}""");
        await peer.Sends(Delete);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":1000,"message":"not for you","data":{"who":"Ann"}}}""");
    }

    [Fact]
    public async Task Fault_that_the_method_does_not_declare_tells_nothing_and_is_logged()
    {
        await using var peer = await ServeAsync(new Store(() => new RpcFaultException<QuotaExceeded>(new(10), "secret")));
        await peer.Sends(Delete);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"store.delete failed."}}""");
        Assert.Contains("[WsFault<QuotaExceeded>(code)] is missing", Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Warning).Text);
    }

    [Fact]
    public async Task Fault_that_cannot_be_written_is_32003()
    {
        await using var peer = await ServeAsync(new Store(() => new RpcFaultException<Unspeakable>(new(), "what?")));
        await peer.Sends(Upload);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32003,"message":"store.upload: the fault cannot be written."}}""");
        Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Caller_catches_what_the_service_has_thrown()
    {
        await using var pair = await WsRpc.Testing.RpcTestPair.CreateAsync(server =>
            server.AddService<IStore>(new Store(() => new RpcFaultException<QuotaExceeded>(new(10, "noon"), "quota exceeded"))));
        var fault = await Assert.ThrowsAsync<RpcFaultException<QuotaExceeded>>(() => pair.Client.GetProxy<IStore>().UploadAsync("x").AsTask().Within());
        Assert.Equal((1001, "quota exceeded", new QuotaExceeded(10, "noon"), "store.upload"), (fault.Code, fault.Message, fault.Detail, fault.Method));
        Assert.Equal("""{"limit":10,"until":"noon"}""", fault.ErrorData?.GetRawText());
    }

    [Theory]
    [InlineData(1003, """{"limit":10}""")] // not declared
    [InlineData(1001, "5")] // not its data
    [InlineData(1001, "[]")]
    public async Task Error_that_is_no_declared_fault_is_an_ordinary_one(int code, string data)
    {
        await using var peer = await RawPeer.AttachAsync(options => options.LoggerFactory = _logger);
        var call = peer.Engine.GetProxy<IStore>().UploadAsync("x").AsTask();
        await peer.Receive();
        await peer.Sends($$$"""{"jsonrpc":"2.0","id":1,"error":{"code":{{{code}}},"message":"m","data":{{{data}}}}}""");
        var error = await Assert.ThrowsAsync<RpcErrorException>(() => call.Within());
        Assert.Equal((code, "m", data), (error.Code, error.Message, error.ErrorData?.GetRawText()));
        Assert.Equal(code == 1001 ? 1 : 0, _logger.Entries.Count(entry => entry.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task Declared_code_without_data_is_an_ordinary_error()
    {
        await using var peer = await RawPeer.AttachAsync();
        var call = peer.Engine.GetProxy<IStore>().UploadAsync("x").AsTask();
        await peer.Receive();
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"error":{"code":1001,"message":"m"}}""");
        await Assert.ThrowsAsync<RpcErrorException>(() => call.Within());
    }

    [Fact]
    public async Task Fault_of_another_peer_that_a_service_lets_through_is_its_own_failure()
    {
        await using var third = await WsRpc.Testing.RpcTestPair.CreateAsync(server =>
            server.AddService<IStore>(new Store(() => new RpcFaultException<NotAllowed>(new("Ann"), "secret"))));
        await using var peer = await ServeAsync(new Relay(third.Client.GetProxy<IStore>()));
        await peer.Sends(Delete);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"store.delete failed."}}""");
    }

    private Task<RawPeer> ServeAsync(IStore store) => RawPeer.AttachAsync(options =>
    {
        options.LoggerFactory = _logger;
        options.AddService(store);
    });

    private sealed class Store(Func<Exception> failure, bool later = false) : IStore
    {
        public async ValueTask<int> UploadAsync(string name)
        {
            if (later)
            {
                await Task.Yield();
            }

            throw failure();
        }

        public Task DeleteAsync(string name) => throw failure();
    }

    private sealed class Relay(IStore store) : IStore
    {
        public ValueTask<int> UploadAsync(string name) => store.UploadAsync(name);

        public Task DeleteAsync(string name) => store.DeleteAsync(name);
    }
}
