using System.Net;
using System.Security.Claims;
using System.Text;

namespace WsRpc.Testing;

/// <summary>
/// A connection with nobody at the other end, for unit tests of services that take one: what is sent is kept, and a call fails at once with
/// <see cref="RpcMethodNotFoundException"/>. <c>RpcConnection.Fake()</c> makes it.
/// </summary>
/// <remarks>
/// All else is as usual: <see cref="RpcConnection.Items"/>, proxies, <see cref="RpcConnection.CloseAsync"/> and what follows from it. For a
/// proxy that answers, give the service a <see cref="RpcRecorder{TService}"/>.
/// </remarks>
public sealed class RpcFakeConnection : RpcConnection
{
    private readonly FakeTransport _transport = new();

    internal RpcFakeConnection(ClaimsPrincipal? user, EndPoint? remoteEndPoint, RpcHandshake handshake)
        : base(new RpcSettings(new WsRpcClientOptions()), handshake, remoteEndPoint, user) => OpenOver(_transport);

    /// <summary>The messages sent so far, as JSON. A copy.</summary>
    public IReadOnlyList<string> Sent => [.. _transport.Sent.Select(Encoding.UTF8.GetString)];
}
