namespace WsRpc.Interop.Tests;

/// <summary>With HAProxy.</summary>
[Needs(nameof(Tool.Haproxy))]
public sealed class HaproxyTests(HaproxySite site) : ProxyTests(site), IClassFixture<HaproxySite>;
