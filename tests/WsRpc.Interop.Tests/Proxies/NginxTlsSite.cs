namespace WsRpc.Interop.Tests;

public sealed class NginxTlsSite() : NginxSite(new TestCertificate());
