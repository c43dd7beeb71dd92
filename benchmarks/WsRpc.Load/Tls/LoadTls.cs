using System.Net.Security;
using System.Security.Authentication;

namespace WsRpc.Load;

/// <summary>TLS as clients of a load speak it: the newest version, with any server on this machine.</summary>
internal static class LoadTls
{
    private const SslPolicyErrors SelfSigned = SslPolicyErrors.RemoteCertificateChainErrors;

    public static SslStream Over(Stream stream)
    {
        var tls = new SslStream(stream);
        tls.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = static (_, _, _, problems) => (problems | SelfSigned) == SelfSigned,
        });
        return tls;
    }
}
