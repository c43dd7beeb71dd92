namespace WsRpc.Interop.Tests;

public sealed class NginxSite() : Site(Tool.Nginx, "Proxies/nginx.conf", configuration => ["-p", Path.GetDirectoryName(configuration)!, "-c", configuration, "-e", "stderr"]);
