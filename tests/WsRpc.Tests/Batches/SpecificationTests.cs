namespace WsRpc.Tests.Batches;

/// <summary>The examples of JSON-RPC 2.0 §7, as they stand there; error messages are ours.</summary>
public sealed class SpecificationTests
{
    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}""", """{"jsonrpc":"2.0","id":1,"result":19}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}""", """{"jsonrpc":"2.0","id":2,"result":-19}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}""", """{"jsonrpc":"2.0","id":3,"result":19}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}""", """{"jsonrpc":"2.0","id":4,"result":19}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar", "id": "1"}""", """{"jsonrpc":"2.0","id":"1","error":{"code":-32601,"message":"foobar: no such method."}}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]""", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the message is no JSON behind octet 39, or nested deeper than 64 levels"}}""")]
    [InlineData("""{"jsonrpc": "2.0", "method": 1, "params": "bar"}""", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"method must be a string"}}""")]
    [InlineData("""
        [
          {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
          {"jsonrpc": "2.0", "method"
        ]
        """, """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the message is no JSON behind octet 101, or nested deeper than 64 levels"}}""")]
    [InlineData("[]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a batch must not be empty"}}""")]
    [InlineData("[1]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message must be an object"}}]""")]
    [InlineData("[1,2,3]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message must be an object"}},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message must be an object"}},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message must be an object"}}]""")]
    [InlineData("""
        [
          {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
          {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
          {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
          {"foo": "boo"},
          {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
          {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
        ]
        """, """[{"jsonrpc":"2.0","id":"1","result":7},{"jsonrpc":"2.0","id":"2","result":19},{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message must have a method, a result or an error"}},{"jsonrpc":"2.0","id":"5","error":{"code":-32601,"message":"foo.get: no such method."}},{"jsonrpc":"2.0","id":"9","result":["hello",5]}]""")]
    public async Task Example_is_answered(string message, string answer)
    {
        await using var peer = await AttachAsync(new Specification());
        await peer.Sends(message);
        await peer.Receives(answer);
        await peer.IsAliveAndSilent();
    }

    [Theory]
    [InlineData("""{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}""", "update 1 2 3 4 5")]
    [InlineData("""{"jsonrpc": "2.0", "method": "foobar"}""", "")]
    [InlineData("""
        [
          {"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
          {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}
        ]
        """, "notify_sum 1 2 4, notify_hello 7")]
    public async Task Example_is_not_answered(string message, string run)
    {
        var service = new Specification();
        await using var peer = await AttachAsync(service);
        await peer.Sends(message);
        await peer.IsAliveAndSilent();
        Assert.Equal(run, string.Join(", ", service.Run));
    }

    private static Task<RawPeer> AttachAsync(Specification service) => RawPeer.AttachAsync(options => options.AddService<ISpecification>(service));

    private sealed class Specification : ISpecification
    {
        public List<string> Run { get; } = [];

        public Task<int> SubtractAsync(int minuend, int subtrahend) => Task.FromResult(minuend - subtrahend);

        public Task<int> SumAsync(int a, int b, int c) => Task.FromResult(a + b + c);

        public Task<DataItem[]> GetDataAsync() => Task.FromResult<DataItem[]>([new("hello"), new(5)]);

        public Task NotifyHelloAsync(int value) => Note($"notify_hello {value}");

        public Task NotifySumAsync(int a, int b, int c) => Note($"notify_sum {a} {b} {c}");

        public Task UpdateAsync(int a, int b, int c, int d, int e) => Note($"update {a} {b} {c} {d} {e}");

        private Task Note(string run)
        {
            Run.Add(run);
            return Task.CompletedTask;
        }
    }
}
