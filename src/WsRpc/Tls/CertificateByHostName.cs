using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>A certificate that the application chooses.</summary>
internal sealed class CertificateByHostName(Func<string, ServerCertificate?> choose) : ServerCertificate
{
    internal override SslStreamCertificateContext? For(string hostName, TimeProvider clock, ILogger logger) =>
        choose(hostName)?.For(hostName, clock, logger);
}
