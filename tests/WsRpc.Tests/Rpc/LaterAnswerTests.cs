namespace WsRpc.Tests.Rpc;

/// <summary>Services that answer after they have returned: what waits for them serves many calls, and mixes none up.</summary>
public sealed class LaterAnswerTests
{
    [Fact]
    public async Task Every_call_gets_its_own_answer_whenever_it_is_ready()
    {
        await using var pair = await RpcPair.ConnectAsync(new Probe
        {
            OnAsk = async (value, _) =>
            {
                for (var i = 0; i < value % 4; i++)
                {
                    await Task.Yield();
                }

                return value % 5 == 0 ? throw new RpcErrorException(value, "no") : value;
            },
        });
        await Task.WhenAll(Enumerable.Range(1, 8).Select(caller => Task.Run(() => Call(caller * 1000)))).Within();

        async Task Call(int first)
        {
            for (var value = first; value < first + 500; value++)
            {
                if (value % 5 == 0)
                {
                    Assert.Equal(value, (await Assert.ThrowsAsync<RpcErrorException>(async () => await pair.Proxy.AskAsync(value))).Code);
                }
                else
                {
                    Assert.Equal(value, await pair.Proxy.AskAsync(value));
                }
            }
        }
    }

    [Fact]
    public async Task Answer_is_written_in_the_context_of_its_call()
    {
        var opened = new TaskCompletionSource<Box>();
        var local = new AsyncLocal<string?>();
        await using var peer = await RawPeer.AttachAsync(new Probe
        {
            OnOpen = _ =>
            {
                local.Value = "of the call";
                return opened.Task;
            },
        });
        await peer.Sends("""{"jsonrpc":"2.0","id":1,"method":"probe.open","params":[{}]}""");
        await peer.IsAliveAndSilent();
        local.Value = "of somebody else";
        opened.SetResult(Box.Of(() => local.Value));
        await peer.Receives("""{"jsonrpc":"2.0","id":1,"result":{"label":"of the call"}}""");
        Assert.Equal("of somebody else", local.Value);
    }
}
