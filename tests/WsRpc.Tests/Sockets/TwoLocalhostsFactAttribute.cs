using System.Net;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>A fact about a host of several addresses, skipped where <c>localhost</c> has but one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TwoLocalhostsFactAttribute : FactAttribute
{
    public TwoLocalhostsFactAttribute()
    {
        var families = Dns.GetHostAddresses("localhost").Select(address => address.AddressFamily).ToHashSet();
        if (!families.IsSupersetOf([AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]))
        {
            Skip = "localhost has one address here.";
        }
    }
}
