namespace WsRpc.Interop.Tests;

/// <summary>With nginx.</summary>
[Needs(nameof(Tool.Nginx))]
public sealed class NginxTests(NginxSite site) : ProxyTests(site), IClassFixture<NginxSite>;
