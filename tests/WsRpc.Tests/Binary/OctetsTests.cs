using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WsRpc.Tests.Binary;

/// <summary>byte[] and its like between two engines: whatever way they take, they arrive.</summary>
public sealed class OctetsTests
{
    public static TheoryData<string?, int> Lengths
    {
        get
        {
            var lengths = new TheoryData<string?, int>();
            foreach (var length in (int[])[0, 1, 2, 3, 255, 256, 257, 70_000, 3_000_000])
            {
                lengths.Add("wsrpc.1", length);
                lengths.Add("jsonrpc", length);
            }

            return lengths;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Arguments_and_results_arrive_as_they_were(string? subprotocol, int length)
    {
        var store = new Store();
        await using var pair = await ConnectAsync(store, subprotocol: subprotocol);
        var data = Store.Octets(length);
        Assert.Equal(length + 5, await pair.Client.GetProxy<IStore>().WriteAsync(data, Store.Octets(5)).Within());
        Assert.Equal(data, store.Written);
        Assert.Equal(Store.Octets(5), store.More!.Value.ToArray());
        Assert.Equal(data, await pair.Client.GetProxy<IStore>().ReadAsync("x").Within());
        Assert.Equal(data, (await pair.Client.GetProxy<IStore>().ReadPartAsync(length).AsTask().Within()).ToArray());
    }

    [Fact]
    public async Task Null_is_no_octets_at_all()
    {
        var store = new Store();
        await using var pair = await ConnectAsync(store);
        Assert.Null(await pair.Client.GetProxy<IStore>().ReadAsync("nothing").Within());
        await pair.Client.GetProxy<IStore>().WriteAsync([], null).Within();
        Assert.Empty(store.Written!);
        Assert.Null(store.More);
    }

    [Fact]
    public async Task Notification_carries_octets_as_text()
    {
        var store = new Store();
        await using var pair = await ConnectAsync(store);
        await pair.Client.GetProxy<IStore>().SampleAsync(Store.Octets(5000));
        Assert.Equal(Store.Octets(5000), await store.Samples.ReadAsync().AsTask().Within());
    }

    [Fact]
    public async Task Batch_carries_octets_as_text_both_ways()
    {
        await using var pair = await ConnectAsync(new Store());
        using var batch = pair.Client.BeginBatch();
        var written = batch.GetProxy<IStore>().WriteAsync(Store.Octets(5000));
        var read = batch.GetProxy<IStore>().ReadPartAsync(5000).AsTask();
        await batch.SendAsync();
        Assert.Equal(5000, await written.Within());
        Assert.Equal(Store.Octets(5000), (await read.Within()).ToArray());
    }

    [Fact]
    public async Task Interceptors_on_both_ends_let_octets_through()
    {
        var store = new Store();
        await using var pair = await RpcPair.ConnectAsync(
            configureServer: options => { options.AddService<IStore>(store); options.Interceptors.Add(new Interception.YieldingInterceptor()); },
            configureClient: options => options.Interceptors.Add(new Interception.YieldingInterceptor()));
        await pair.Greeted();
        var data = Store.Octets(5000);
        var call = pair.Client.GetProxy<IStore>().WriteAsync(data);
        Array.Clear(data); // it was lent until the call returned
        await call.Within();
        Assert.Equal(Store.Octets(5000), store.Written);
        Assert.Equal(Store.Octets(5000), await pair.Client.GetProxy<IStore>().ReadAsync("x").Within());
    }

    [Fact]
    public async Task Calls_that_wait_for_their_turn_keep_their_octets()
    {
        var ordered = new Ordered();
        await using var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IOrderedStore>(ordered));
        await pair.Greeted();
        var proxy = pair.Client.GetProxy<IOrderedStore>();
        var first = proxy.SumAsync(Store.Octets(1000, seed: 1));
        var second = proxy.SumAsync(Store.Octets(2000, seed: 2));
        var third = proxy.SumAsync(Store.Octets(3000, seed: 3));
        ordered.Release();
        Assert.Equal(Sum(1000, 1), await first.Within());
        Assert.Equal(Sum(2000, 2), await second.Within());
        Assert.Equal(Sum(3000, 3), await third.Within());
    }

    [Fact]
    public async Task Whoever_has_no_contract_gets_base64()
    {
        JsonNode? seen = null;
        var store = new Store();
        await using var pair = await RpcPair.ConnectAsync(
            configureServer: options => options.AddService<IStore>(store).AddMethod("raw.put", (_, parameters, _) =>
            {
                seen = parameters;
                return ValueTask.FromResult<JsonNode?>(null);
            }),
            configureClient: options => { });
        await pair.Greeted();
        var text = Convert.ToBase64String(Store.Octets(5000));
        Assert.Equal(5000, await pair.Client.InvokeAsync<int>("store.write", new JsonArray(text)).Within());
        Assert.Equal(text, (await pair.Client.InvokeAsync<JsonNode>("store.read", new JsonArray("x")).Within()).GetValue<string>());
        await pair.Client.GetProxy<IRaw>().PutAsync("a", Store.Octets(5000), [1, 2]).Within();
        Assert.Equal($"""["a","{text}","AQI="]""", seen!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Converter_of_the_options_decides_on_the_form()
    {
        var store = new Store();
        await using var pair = await RpcPair.ConnectAsync(
            configureServer: options => { options.AddService<IStore>(store); options.Json = Hexadecimal.Options; },
            configureClient: options => options.Json = Hexadecimal.Options);
        await pair.Greeted();
        Assert.Equal(1000, await pair.Client.GetProxy<IStore>().WriteAsync(Store.Octets(1000)).Within());
        Assert.Equal(Store.Octets(1000), store.Written);
        Assert.Equal(Convert.ToHexString(Store.Octets(1000)), await pair.Client.InvokeAsync<string>("store.read", new JsonArray("x")).Within());
        Assert.Equal(Store.Octets(1000), await pair.Client.GetProxy<IStore>().ReadAsync("x").Within());
    }

    private static int Sum(int length, int seed) => Store.Octets(length, seed).Sum(static octet => octet);

    private static async Task<RpcPair> ConnectAsync(Store store, string? subprotocol = "wsrpc.1")
    {
        var pair = await RpcPair.ConnectAsync(configureServer: options => options.AddService<IStore>(store), subprotocol: subprotocol);
        if (subprotocol == "wsrpc.1")
        {
            await pair.Greeted();
        }

        return pair;
    }

    private sealed class Ordered : IOrderedStore
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.SetResult();

        public async Task<int> SumAsync(byte[] data)
        {
            await _released.Task;
            return data.Sum(static octet => octet);
        }
    }

    private sealed class Hexadecimal : JsonConverter<byte[]>
    {
        public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new Hexadecimal() } };

        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Convert.FromHexString(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexString(value));
    }
}
