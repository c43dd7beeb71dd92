namespace WsRpc.Interop.Tests;

/// <summary>With nginx, where TLS ends: our server behind it speaks none.</summary>
[Needs(nameof(Tool.Nginx))]
public sealed class NginxTlsTests(NginxTlsSite site) : ProxyTests(site), IClassFixture<NginxTlsSite>;
