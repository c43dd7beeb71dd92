using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WsRpc;

/// <summary>How many seats each client address has taken. Thread-safe.</summary>
/// <remarks>An IPv6 client is its /64, since that is what one customer is given (RFC 6177 §2). What has no IP address is not counted.</remarks>
internal sealed class ClientTally(int capacity)
{
    private readonly Dictionary<(AddressFamily Family, ulong Network), int> _counts = [];
    private readonly Lock _gate = new();

    /// <summary>How many clients have a seat.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _counts.Count;
            }
        }
    }

    /// <summary>Counts one more; false when the client has as many as it may.</summary>
    public bool TryAdd(EndPoint? peer)
    {
        if (peer is not IPEndPoint { Address: var address })
        {
            return true;
        }

        lock (_gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, ClientOf(address), out _);
            if (count >= capacity)
            {
                return false;
            }

            count++;
            return true;
        }
    }

    /// <summary>Takes back what <see cref="TryAdd"/> counted.</summary>
    public void Remove(EndPoint? peer)
    {
        if (peer is not IPEndPoint { Address: var address })
        {
            return;
        }

        lock (_gate)
        {
            // Who has gone leaves nothing behind: addresses are many.
            var client = ClientOf(address);
            if (_counts.TryGetValue(client, out var count) && count > 1)
            {
                _counts[client] = count - 1;
            }
            else
            {
                _counts.Remove(client);
            }
        }
    }

    private static (AddressFamily Family, ulong Network) ClientOf(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        if (address.IsIPv4MappedToIPv6)
        {
            // What a socket of both families calls an IPv4 client (RFC 4291 §2.5.5.2).
            address = address.MapToIPv4();
        }

        address.TryWriteBytes(octets, out _);
        return (address.AddressFamily, address.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(octets)
            : BinaryPrimitives.ReadUInt64BigEndian(octets));
    }
}
