using System.Buffers;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// The params of <c>$/hello</c>, the first message of each end when <c>wsrpc.1</c> was agreed: what the sender is and can take
/// (docs/protocol.md, part 3).
/// </summary>
public sealed record JsonRpcHello
{
    /// <summary>The most names that are read in one list; a hello with more is malformed.</summary>
    public const int MaxNames = 1024;

    /// <summary>The longest name of a list that is read, in octets: what a peer says of itself is kept for as long as it stays.</summary>
    public const int MaxNameBytes = 256;

    /// <summary>The method's wire name.</summary>
    public const string Method = "$/hello";

    /// <summary>The highest version of <c>wsrpc</c> the sender speaks, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The largest message the sender reads, in octets; null when it did not say.</summary>
    public long? MaxMessageBytes { get; init; }

    /// <summary>How many calls the sender works on at once; null when it did not say.</summary>
    public int? MaxCallsInFlight { get; init; }

    /// <summary>After how many milliseconds of silence the sender pings; null when it does not, or did not say.</summary>
    public int? KeepAliveIntervalMs { get; init; }

    /// <summary>How many milliseconds the sender then waits before it gives the connection up; null when it does not, or did not say.</summary>
    public int? KeepAliveTimeoutMs { get; init; }

    /// <summary>Wire names of the services the sender serves.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Names of the extensions the sender speaks.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>
    /// Reads the params of a hello. Unknown members are skipped. Never throws; false when the octets are no JSON object, <c>version</c> is missing,
    /// a known member has the wrong type or a number below 1, or a list has more than <see cref="MaxNames"/> names.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> paramsJson, out JsonRpcHello? hello)
    {
        hello = JsonRpcHelloReader.Read(paramsJson);
        return hello is not null;
    }

    /// <summary>Appends the whole notification.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"method\":\"$/hello\",\"params\":{\"version\":"u8);
        JsonText.WriteInteger(output, Version);
        output.Write(",\"limits\":{"u8);
        var isFirst = true;
        WriteLimit(output, ",\"maxMessageBytes\":"u8, MaxMessageBytes, ref isFirst);
        WriteLimit(output, ",\"maxCallsInFlight\":"u8, MaxCallsInFlight, ref isFirst);
        WriteLimit(output, ",\"keepAliveIntervalMs\":"u8, KeepAliveIntervalMs, ref isFirst);
        WriteLimit(output, ",\"keepAliveTimeoutMs\":"u8, KeepAliveTimeoutMs, ref isFirst);
        output.Write("},\"services\":"u8);
        WriteNames(output, Services);
        output.Write(",\"capabilities\":"u8);
        WriteNames(output, Capabilities);
        output.Write("}}"u8);
    }

    private static void WriteLimit(IBufferWriter<byte> output, ReadOnlySpan<byte> name, long? limit, ref bool isFirst)
    {
        if (limit is { } value)
        {
            output.Write(isFirst ? name[1..] : name);
            JsonText.WriteInteger(output, value);
            isFirst = false;
        }
    }

    private static void WriteNames(IBufferWriter<byte> output, IReadOnlyList<string> names)
    {
        output.Write("["u8);
        for (var i = 0; i < names.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            JsonText.WriteString(output, names[i], JsonRpcWriter.Encoder);
        }

        output.Write("]"u8);
    }
}
