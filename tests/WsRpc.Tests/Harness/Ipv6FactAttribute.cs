using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests;

/// <summary>A fact about <c>::1</c>, skipped where nothing can listen there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class Ipv6FactAttribute : FactAttribute
{
    public Ipv6FactAttribute()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException exception)
        {
            Skip = $"No IPv6 loopback here: {exception.Message}.";
        }
    }
}
