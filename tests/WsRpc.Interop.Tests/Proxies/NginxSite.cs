namespace WsRpc.Interop.Tests;

public class NginxSite : Site
{
    public NginxSite()
        : this(null)
    {
    }

    private protected NginxSite(TestCertificate? certificate)
        : base(Tool.Nginx, "Proxies/nginx.conf", Arguments, certificate)
    {
    }

    internal static string[] Arguments(string configuration) => ["-p", Path.GetDirectoryName(configuration)!, "-c", configuration, "-e", "stderr"];
}
