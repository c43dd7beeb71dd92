namespace WsRpc.Tests.Rpc;

/// <summary>Handlers share a thread, and nothing else.</summary>
public sealed class IsolationTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    public async Task What_a_handler_sets_in_its_context_does_not_reach_the_next()
    {
        var seen = new List<string?>();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (name, _) =>
            {
                seen.Add(Ambient.Value);
                Ambient.Value = name;
                return Task.FromResult(name);
            },
        });
        for (var i = 0; i < 20; i++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{i}},"method":"probe.run","params":["{{i}}"]}""");
        }

        for (var i = 0; i < 20; i++)
        {
            await peer.Receive();
        }

        Assert.All(seen, Assert.Null);
    }

    [Fact]
    public async Task Handler_that_suppresses_the_flow_of_context_does_so_for_itself()
    {
        var suppressed = new List<bool>();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnRun = (name, _) =>
            {
                suppressed.Add(ExecutionContext.IsFlowSuppressed());
                ExecutionContext.SuppressFlow();
                return Task.FromResult(name);
            },
        });
        for (var i = 0; i < 20; i++)
        {
            await peer.Sends($$"""{"jsonrpc":"2.0","id":{{i}},"method":"probe.run","params":["{{i}}"]}""");
        }

        for (var i = 0; i < 20; i++)
        {
            await peer.Receive();
        }

        Assert.All(suppressed, Assert.False);
    }

    [Fact]
    public async Task Caller_keeps_its_context_across_a_call()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe());
        Ambient.Value = "caller";
        await pair.Proxy.AddAsync(1, 2).Within();
        await pair.Proxy.EchoAsync(1);
        Assert.Equal("caller", Ambient.Value);
    }
}
