using System.Net;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>What is logged about TLS, with stable event ids.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(30, LogLevel.Debug, "{Peer}: no TLS: {Problem}")]
    public static partial void HandshakeFailed(ILogger logger, EndPoint? peer, string problem);

    [LoggerMessage(31, LogLevel.Information, "The certificate in {Path} was renewed; it is valid until {NotAfter:u}.")]
    public static partial void CertificateRenewed(ILogger logger, string path, DateTime notAfter);

    [LoggerMessage(32, LogLevel.Warning, "The certificate in {Path} has changed and cannot be used; the one before stays in use.")]
    public static partial void CertificateNotRenewed(ILogger logger, Exception exception, string path);
}
