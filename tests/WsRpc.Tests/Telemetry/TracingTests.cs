using System.Diagnostics;
using WsRpc.Testing;

namespace WsRpc.Tests.Telemetry;

/// <summary>Spans, and how they reach the other end: docs/observability.md. Alone, since whoever listens hears the whole process.</summary>
[Collection(nameof(AloneCollection))]
public sealed class TracingTests
{
    [Fact]
    public async Task Where_nothing_is_traced_nothing_is_sent_of_it()
    {
        await using var peer = await RawPeer.AttachAsync();
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
    }

    [Fact]
    public async Task Current_activity_of_the_caller_travels_though_nobody_listens_here()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var activity = new Activity("mine") { TraceStateString = "a=b" };
        activity.Start();
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Proxy.NoteAsync("x");
        Assert.Same(activity, Activity.Current);
        await peer.Receives($$"""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2],"traceparent":"{{activity.Id}}","tracestate":"a=b"}""");
        await peer.Receives($$"""{"jsonrpc":"2.0","method":"probe.note","params":["x"],"traceparent":"{{activity.Id}}","tracestate":"a=b"}""");
    }

    [Fact]
    public async Task Activity_whose_id_is_no_w3c_one_does_not_travel()
    {
        await using var peer = await RawPeer.AttachAsync();
        using var activity = new Activity("mine").SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        _ = peer.Proxy.AddAsync(1, 2);
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2]}""");
    }

    [Fact]
    public async Task Call_and_callback_are_one_trace_across_both_ends()
    {
        using var spans = new SpanRecorder();
        await using var pair = await RpcTestPair.CreateAsync(
            server => server.AddService<IProbe>(connection => new Probe { OnRun = (text, _) => PingAsync(connection, text) }),
            client => client.AddService(new RpcRecorder<IOther>().Service));
        Assert.Equal("x", await pair.Client.GetProxy<IProbe>().RunAsync("x").Within());

        var outer = await spans.Of(ActivityKind.Client, "probe.run");
        var served = await spans.Of(ActivityKind.Server, "probe.run");
        var inner = await spans.Of(ActivityKind.Client, "other.ping");
        var answered = await spans.Of(ActivityKind.Server, "other.ping");
        Assert.Equal(outer.SpanId, served.ParentSpanId);
        Assert.Equal(served.SpanId, inner.ParentSpanId);
        Assert.Equal(inner.SpanId, answered.ParentSpanId);
        Assert.Single(new[] { outer, served, inner, answered }.Select(span => span.TraceId).Distinct());
        Assert.True(served.HasRemoteParent);
        Assert.All([outer, served, inner, answered], span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Spans_have_the_attributes_of_the_conventions()
    {
        using var spans = new SpanRecorder();
        await using var server = await Server.Door.StartAsync(_ => { }, server => server.AddService<IProbe>(new Probe()));
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        await client.GetProxy<IProbe>().AddAsync(1, 2).Within();
        var call = await spans.Of(ActivityKind.Client, "probe.add");
        Assert.Equal(
            [("jsonrpc.protocol.version", "2.0"), ("jsonrpc.request.id", "1"), ("rpc.method", "probe.add"), ("rpc.system.name", "jsonrpc"), ("server.address", "127.0.0.1"), ("server.port", $"{server.Url.Port}")],
            Tags(call));
        var served = await spans.Of(ActivityKind.Server, "probe.add");
        Assert.Equal(
            ["client.address", "client.port", "jsonrpc.protocol.version", "jsonrpc.request.id", "rpc.method", "rpc.system.name"],
            Tags(served).Select(tag => tag.Name));
    }

    [Fact]
    public async Task Errors_are_the_status_of_both_spans()
    {
        using var spans = new SpanRecorder();
        await using var pair = await RpcTestPair.CreateAsync(server => server.AddService<IProbe>(new Probe { OnRun = (_, _) => throw new RpcErrorException(4711, "no") }));
        await Assert.ThrowsAsync<RpcErrorException>(() => pair.Client.GetProxy<IProbe>().RunAsync("x").Within());
        foreach (var kind in new[] { ActivityKind.Client, ActivityKind.Server })
        {
            var span = await spans.Of(kind, "probe.run");
            Assert.Equal((ActivityStatusCode.Error, "no"), (span.Status, span.StatusDescription));
            Assert.Contains(("error.type", "4711"), Tags(span));
            Assert.Contains(("rpc.response.status_code", "4711"), Tags(span));
        }
    }

    [Fact]
    public async Task Failure_that_is_no_answer_is_named_by_its_type()
    {
        using var spans = new SpanRecorder();
        var peer = await RawPeer.AttachAsync();
        var call = peer.Proxy.AddAsync(1, 2);
        await peer.Receive();
        await peer.DisposeAsync();
        await Assert.ThrowsAnyAsync<RpcConnectionException>(() => call.Within());
        Assert.Contains(Tags(await spans.Of(ActivityKind.Client, "probe.add")), tag => tag.Name == "error.type" && tag.Value.StartsWith("WsRpc.RpcConnection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_methods_are_one_name_whatever_a_peer_makes_up()
    {
        using var spans = new SpanRecorder();
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends("""{"jsonrpc":"2.0","id":"a","method":"made.up"}""");
        await peer.Receive();
        var span = await spans.Of(ActivityKind.Server, "jsonrpc");
        Assert.Contains(("rpc.method", "_OTHER"), Tags(span));
        Assert.Contains(("rpc.method_original", "made.up"), Tags(span));
        Assert.Contains(("jsonrpc.request.id", "a"), Tags(span));
        Assert.Contains(("error.type", "-32601"), Tags(span));
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")]
    [InlineData("garbage", null, null)]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01", null, null)]
    [InlineData("", null, null)]
    public async Task Trace_of_a_peer_is_taken_up_where_it_is_one(string traceParent, string? trace, string? parent)
    {
        using var spans = new SpanRecorder();
        await using var peer = await RawPeer.AttachAsync(new Probe());
        await peer.Sends($$"""{"jsonrpc":"2.0","id":1,"method":"probe.add","params":[1,2],"traceparent":"{{traceParent}}","tracestate":"a=b"}""");
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":3}""");
        var span = await spans.Of(ActivityKind.Server, "probe.add");
        Assert.Equal(parent ?? "0000000000000000", span.ParentSpanId.ToString());
        if (trace is not null)
        {
            Assert.Equal((trace, "a=b"), (span.TraceId.ToString(), span.TraceStateString));
        }
    }

    [Fact]
    public async Task Service_that_goes_on_later_goes_on_in_its_span_and_the_next_call_does_not()
    {
        using var spans = new SpanRecorder();
        var goOn = new TaskCompletionSource();
        await using var pair = await RpcTestPair.CreateAsync(server => server.AddService<IProbe>(new Probe
        {
            OnRun = async (text, _) =>
            {
                if (text == "later")
                {
                    await goOn.Task;
                }

                return Activity.Current?.ParentSpanId.ToString() ?? "none";
            },
        }));
        var probe = pair.Client.GetProxy<IProbe>();
        var later = probe.RunAsync("later");
        var next = await probe.RunAsync("next").Within();
        goOn.SetResult();
        var spanOfLater = await later.Within();
        Assert.NotEqual("none", next);
        Assert.NotEqual(next, spanOfLater);
    }

    private static List<(string Name, string Value)> Tags(Activity span) => [.. span.TagObjects.Select(tag => (tag.Key, $"{tag.Value}")).Order()];

    private static async Task<string> PingAsync(RpcConnection connection, string text)
    {
        await connection.GetProxy<IOther>().PingAsync();
        return text;
    }
}
