using System.Net;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>From the name of a host to a connection.</summary>
/// <param name="sockets">What connects.</param>
/// <param name="clock">For the race of its addresses.</param>
/// <param name="resolve">Finds the addresses of a name, the best first. Default: the system does.</param>
internal sealed class Dialer(SocketIo sockets, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly AddressRace _race = new(sockets, clock);

    /// <exception cref="SocketException">There is no such host.</exception>
    /// <exception cref="IOException">No address of it answers.</exception>
    public async Task<NetworkStream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var resolving = IPAddress.TryParse(host, out var literal) ? Task.FromResult<IPAddress[]>([literal])
            : resolve is null ? Dns.GetHostAddressesAsync(host, cancellationToken)
            : resolve(host, cancellationToken);
        return await _race.RunAsync(await resolving.ConfigureAwait(false), port, cancellationToken).ConfigureAwait(false);
    }
}
