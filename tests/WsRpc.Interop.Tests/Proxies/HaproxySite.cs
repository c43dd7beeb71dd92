namespace WsRpc.Interop.Tests;

public sealed class HaproxySite() : Site(Tool.Haproxy, "Proxies/haproxy.cfg", configuration => ["-db", "-f", configuration]);
