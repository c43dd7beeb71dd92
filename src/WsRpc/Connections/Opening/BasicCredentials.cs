using System.Text;

namespace WsRpc;

/// <summary>A user name and a password as the value of <c>Authorization</c> (RFC 7617).</summary>
internal static class BasicCredentials
{
    public static string Of(string user, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    /// <summary>Those before the host of a URL; there may be no password.</summary>
    public static string OfUserInfo(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return Of(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
