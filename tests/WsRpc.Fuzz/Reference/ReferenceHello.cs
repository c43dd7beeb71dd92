using System.Text;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Reference;

/// <summary>Reads the params of a hello as docs/protocol.md tells it: every member of a wrong type makes it malformed, and of one that occurs twice the last counts.</summary>
internal static class ReferenceHello
{
    public static string? Read(ReadOnlyMemory<byte> octets)
    {
        using var document = JsonOracle.Parse(octets, int.MaxValue);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        long? version = null;
        (long? Bytes, long? Calls)? limits = (null, null);
        string? services = "", capabilities = "";
        foreach (var member in root.EnumerateObject())
        {
            var isRight = JsonOracle.Name(member) switch
            {
                "version" => (version = Positive(member.Value, int.MaxValue)) is not null,
                "limits" => (limits = Limits(member.Value)) is not null,
                "services" => (services = Names(member.Value)) is not null,
                "capabilities" => (capabilities = Names(member.Value)) is not null,
                _ => true,
            };
            if (!isRight)
            {
                return null;
            }
        }

        return version is null ? null : Text(version, limits?.Bytes, limits?.Calls, services, capabilities);
    }

    public static string Text(long? version, long? bytes, long? calls, string? services, string? capabilities) => $"{version} {bytes} {calls} [{services}] [{capabilities}]";

    public static string Names(IEnumerable<string> names) => string.Join(',', names.Select(EnvelopeView.Hex));

    private static (long? Bytes, long? Calls)? Limits(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        long? bytes = null, calls = null;
        foreach (var member in value.EnumerateObject())
        {
            var isRight = JsonOracle.Name(member) switch
            {
                "maxMessageBytes" => (bytes = Positive(member.Value, long.MaxValue)) is not null,
                "maxCallsInFlight" => (calls = Positive(member.Value, int.MaxValue)) is not null,
                _ => true,
            };
            if (!isRight)
            {
                return null;
            }
        }

        return (bytes, calls);
    }

    private static string? Names(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= JsonRpcHello.MaxNames && value.EnumerateArray().All(IsName)
            ? Names(value.EnumerateArray().Select(JsonOracle.Text))
            : null;

    private static bool IsName(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Encoding.UTF8.GetByteCount(JsonOracle.Raw(value)) - 2 <= JsonRpcHello.MaxNameBytes;

    private static long? Positive(JsonElement value, long most) => JsonOracle.IsInteger(value, 1, most, out var integer) ? integer : null;
}
