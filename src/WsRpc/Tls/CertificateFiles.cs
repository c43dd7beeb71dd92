using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>
/// A certificate in files that somebody renews. They are known by their contents: times of files say little where a link is
/// turned to another directory, and nothing about a file that was half written.
/// </summary>
internal sealed class CertificateFiles : ServerCertificate
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ICertificateFormat _format;
    private readonly Lock _gate = new();
    private volatile SslStreamCertificateContext _context;
    private byte[] _seen; // a digest of what was looked at last; empty when it could not be read
    private long _lookedAt;
    private bool _hasLooked;

    public CertificateFiles(ICertificateFormat format)
    {
        _format = format;
        var files = format.Read();
        try
        {
            _context = format.Parse(files);
        }
        catch (CryptographicException exception)
        {
            // The platform does not say of which file it speaks.
            throw new CryptographicException($"{format.Path}: {exception.Message}", exception);
        }

        _seen = DigestOf(files);
    }

    internal override SslStreamCertificateContext For(string hostName, TimeProvider clock, ILogger logger)
    {
        // While one looks, the others go on with what there is.
        if (_gate.TryEnter())
        {
            try
            {
                if (!_hasLooked || clock.GetElapsedTime(_lookedAt) >= Interval)
                {
                    _hasLooked = true;
                    _lookedAt = clock.GetTimestamp();
                    Look(logger);
                }
            }
            finally
            {
                _gate.Exit();
            }
        }

        return _context;
    }

    // What is broken is reported once, and tried again when it has changed.
    private void Look(ILogger logger)
    {
        byte[] digest = [];
        try
        {
            var files = _format.Read();
            digest = DigestOf(files);
            if (!digest.AsSpan().SequenceEqual(_seen))
            {
                // Connections may still be using the one before: it is left to the collector.
                _context = _format.Parse(files);
                TlsLog.CertificateRenewed(logger, _format.Path, _context.TargetCertificate.NotAfter);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            if (!digest.AsSpan().SequenceEqual(_seen))
            {
                TlsLog.CertificateNotRenewed(logger, exception, _format.Path);
            }
        }

        _seen = digest;
    }

    private static byte[] DigestOf(byte[][] files)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            digest.AppendData(BitConverter.GetBytes(file.Length));
            digest.AppendData(file);
        }

        return digest.GetHashAndReset();
    }
}
