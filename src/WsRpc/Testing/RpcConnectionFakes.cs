using System.Net;
using System.Security.Claims;

namespace WsRpc.Testing;

/// <summary>Makes connections for unit tests.</summary>
public static class RpcConnectionFakes
{
    extension(RpcConnection)
    {
        /// <summary>A connection with nobody at its other end: see <see cref="RpcFakeConnection"/>.</summary>
        /// <param name="user">Who the peer is. Default: nobody in particular.</param>
        /// <param name="remoteEndPoint">The peer's address. Default: none.</param>
        /// <param name="path">The path of the opening request.</param>
        /// <param name="headers">The header fields of the opening request. Default: none.</param>
        public static RpcFakeConnection Fake(
            ClaimsPrincipal? user = null, EndPoint? remoteEndPoint = null, string path = "/", IReadOnlyDictionary<string, string>? headers = null) =>
            new(user, remoteEndPoint, RpcHandshake.Of(path, headers ?? new Dictionary<string, string>(), subprotocol: null));
    }
}
