using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>One certificate, whoever asks.</summary>
internal sealed class FixedCertificate(SslStreamCertificateContext context) : ServerCertificate
{
    internal override SslStreamCertificateContext For(string hostName, TimeProvider clock, ILogger logger) => context;
}
