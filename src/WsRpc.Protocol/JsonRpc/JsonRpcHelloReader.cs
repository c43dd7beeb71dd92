using System.Text.Json;
using System.Text.Unicode;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>Reads the params of <c>$/hello</c>; null when they are malformed.</summary>
internal static class JsonRpcHelloReader
{
    private const int LongestName = 19; // keepAliveIntervalMs

    public static JsonRpcHello? Read(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue }); // unknown members are passed over, however deep
            reader.Read();
            var hello = ReadObject(ref reader);
            reader.Read(); // throws when anything but white space follows
            return hello;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonRpcHello? ReadObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var hello = new JsonRpcHello { Version = 0 };
        while (hello is not null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            hello = ReadMember(ref reader, hello);
        }

        return hello is { Version: > 0 } ? hello : null;
    }

    private static JsonRpcHello? ReadMember(ref Utf8JsonReader reader, JsonRpcHello hello)
    {
        var name = JsonText.ShortText(reader, LongestName);
        reader.Read();
        if (name.SequenceEqual("version"u8))
        {
            return ReadInt32(in reader) is { } version ? hello with { Version = version } : null;
        }

        if (name.SequenceEqual("limits"u8))
        {
            return ReadLimits(ref reader, hello);
        }

        if (name.SequenceEqual("services"u8))
        {
            return ReadNames(ref reader) is { } services ? hello with { Services = services } : null;
        }

        if (name.SequenceEqual("capabilities"u8))
        {
            return ReadNames(ref reader) is { } capabilities ? hello with { Capabilities = capabilities } : null;
        }

        reader.Skip();
        return hello;
    }

    private static JsonRpcHello? ReadLimits(ref Utf8JsonReader reader, JsonRpcHello hello)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        hello = hello with { MaxMessageBytes = null, MaxCallsInFlight = null }; // of a member that occurs twice the last one counts
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.ShortText(reader, LongestName);
            reader.Read();
            if (name.SequenceEqual("maxMessageBytes"u8))
            {
                if (ReadInt64(in reader) is not { } bytes)
                {
                    return null;
                }

                hello = hello with { MaxMessageBytes = bytes };
            }
            else if (Int32Named(name) is { } with)
            {
                if (ReadInt32(in reader) is not { } value)
                {
                    return null;
                }

                hello = with(hello, value);
            }

            reader.Skip();
        }

        return hello;
    }

    private static Func<JsonRpcHello, int, JsonRpcHello>? Int32Named(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("maxCallsInFlight"u8) ? static (hello, value) => hello with { MaxCallsInFlight = value }
        : name.SequenceEqual("keepAliveIntervalMs"u8) ? static (hello, value) => hello with { KeepAliveIntervalMs = value }
        : name.SequenceEqual("keepAliveTimeoutMs"u8) ? static (hello, value) => hello with { KeepAliveTimeoutMs = value }
        : null;

    private static List<string>? ReadNames(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var names = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String && names.Count < JsonRpcHello.MaxNames)
        {
            if (reader.ValueSpan.Length > JsonRpcHello.MaxNameBytes)
            {
                return null;
            }

            names.Add(JsonText.Unescape(reader.ValueSpan));
        }

        return reader.TokenType == JsonTokenType.EndArray ? names : null;
    }

    private static int? ReadInt32(in Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) && value > 0 ? value : null;

    private static long? ReadInt64(in Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value > 0 ? value : null;
}
