using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Rpc;

/// <summary>Proxies: where they come from and what they belong to.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Proxy_of_a_contract_is_always_the_same()
    {
        await using var pair = await RpcPair.ConnectAsync();
        var proxies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(pair.Client.GetProxy<IProbe>))).Within();
        Assert.All(proxies, proxy => Assert.Same(proxies[0], proxy));
        Assert.NotSame(pair.Server.GetProxy<IProbe>(), proxies[0]);
    }

    [Fact]
    public async Task Proxies_of_several_contracts_made_at_a_time_are_all_kept()
    {
        for (var i = 0; i < 100; i++)
        {
            var table = new StrongBox<ProxyTable>();
            Type[] contracts = [typeof(int), typeof(long), typeof(string), typeof(object)];
            var kept = await Task.WhenAll(contracts.Concat(contracts).Select(contract => Task.Run(() => (contract, proxy: table.Value.GetOrAdd(contract, new object()))))).Within();
            Assert.Equal(contracts.Length, kept.Select(one => one.proxy).Distinct().Count());
            Assert.All(kept, one => Assert.Same(one.proxy, table.Value.Find(one.contract)));
        }
    }

    [Fact]
    public async Task Making_a_proxy_sends_nothing()
    {
        await using var peer = await RawPeer.AttachAsync();
        peer.Engine.GetProxy<IOther>();
        await peer.IsAliveAndSilent();
    }

    [Fact]
    public async Task Connection_of_a_proxy_is_found()
    {
        await using var pair = await RpcPair.ConnectAsync();
        Assert.Same(pair.Client, RpcConnection.Of(pair.Proxy));
        Assert.Throws<ArgumentException>(() => RpcConnection.Of(new Probe()));
    }

    [Fact]
    public async Task What_is_no_contract_has_no_proxy()
    {
        await using var pair = await RpcPair.ConnectAsync();
#pragma warning disable WSR022 // The compiler says it first; a generic method may still come here.
        var failure = Assert.Throws<InvalidOperationException>(() => pair.Client.GetProxy<IDisposable>());
        Assert.Equal("IDisposable is not a [WsService]; add the attribute to the interface.", failure.Message);
        Assert.Throws<InvalidOperationException>(() => new WsRpcClientOptions().AddService<IFormattable>(5));
#pragma warning restore WSR022
    }
}
