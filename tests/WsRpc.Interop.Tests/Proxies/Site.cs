namespace WsRpc.Interop.Tests;

/// <summary>Our servers behind a proxy, for all tests of a class: started by the first. Where it speaks TLS, TLS ends there.</summary>
public abstract class Site : IAsyncLifetime
{
    private readonly EchoServer _echo = new();
    private readonly WsRpcServer _rpc = new("ws://127.0.0.1:0/rpc");
    private RunningProxy? _proxy;

    private protected Site(Tool tool, string template, Func<string, string[]> arguments, TestCertificate? certificate = null)
    {
        Certificate = certificate;
        Start = rpcPort => RunningProxy.StartAsync(tool, template, arguments, new Dictionary<string, string>
        {
            ["echo"] = $"{_echo.Port}",
            ["rpc"] = $"{rpcPort}",
            ["tls"] = certificate is null ? "" : $" ssl; ssl_certificate {certificate.Path}; ssl_certificate_key {certificate.KeyPath}",
        });
        _rpc.AddService<IGreeter>(connection => new Greeter(connection));
    }

    internal IReadOnlyCollection<RpcConnection> RpcConnections => _rpc.Connections;

    /// <summary>What the proxy shows, if it speaks TLS.</summary>
    internal TestCertificate? Certificate { get; }

    internal Reports EchoClosed => _echo.Closed;

    /// <summary>The origin of pages that the proxy serves.</summary>
    internal string Origin => $"{(Certificate is null ? "http" : "https")}://127.0.0.1:{_proxy!.Port}";

    private Func<int, Task<RunningProxy>> Start { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? default);
        await _rpc.DisposeAsync();
        _echo.Dispose();
        Certificate?.Dispose();
    }

    /// <summary>A path of the proxy.</summary>
    internal async Task<Uri> UrlAsync(string path)
    {
        if (_proxy is null)
        {
            await _rpc.StartAsync();
            _proxy = await Start(_rpc.Url.Port);
        }

        return new Uri($"{(Certificate is null ? "ws" : "wss")}://127.0.0.1:{_proxy.Port}/{path}");
    }
}
