using System.Globalization;
using System.Text;
using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Fuzz.Reference;

/// <summary>Reads a message as docs/protocol.md tells it, out of a whole <see cref="JsonDocument"/>.</summary>
internal static class ReferenceEnvelope
{
    public static EnvelopeView Read(ReadOnlyMemory<byte> message, int maxDepth)
    {
        using var document = JsonOracle.Parse(message, maxDepth);
        return document?.RootElement switch
        {
            null => new(JsonRpcMessageKind.Malformed) { HasProblem = true },
            { ValueKind: JsonValueKind.Array } => new(JsonRpcMessageKind.Batch),
            { ValueKind: JsonValueKind.Object } root => Classify(Members(root), message),
            _ => Invalid("null"),
        };
    }

    /// <summary>What stands in a batch; nothing in any other message.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Elements(ReadOnlyMemory<byte> message, int maxDepth)
    {
        using var document = JsonOracle.Parse(message, maxDepth);
        return document?.RootElement is { ValueKind: JsonValueKind.Array } batch
            ? [.. batch.EnumerateArray().Select(element => Encoding.UTF8.GetBytes(JsonOracle.Raw(element)))]
            : [];
    }

    // Of a member that occurs twice the last one counts.
    private static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[JsonOracle.Name(member)] = member.Value;
        }

        return members;
    }

    private static EnvelopeView Classify(Dictionary<string, JsonElement> members, ReadOnlyMemory<byte> message)
    {
        var isRightVersion = !members.TryGetValue("jsonrpc", out var version)
            || (version.ValueKind == JsonValueKind.String && JsonOracle.Text(version) is "1.0" or "2.0");
        var id = IdOf(members, out var isRightId);
        if (members.TryGetValue("method", out var method))
        {
            return isRightVersion && isRightId && method.ValueKind == JsonValueKind.String ? Call(id, method, members, message) : Invalid(id ?? "null");
        }

        if (members.TryGetValue("result", out var result))
        {
            return isRightVersion && isRightId
                ? new(JsonRpcMessageKind.Result) { Id = id ?? "(none)", Result = JsonOracle.Place(result, message) }
                : BrokenResponse(id);
        }

        if (members.TryGetValue("error", out var error))
        {
            return isRightVersion && isRightId && error.ValueKind == JsonValueKind.Object ? Error(id, Members(error), message) : BrokenResponse(id);
        }

        return id is null or "null" ? Invalid("null") : BrokenResponse(id);
    }

    private static EnvelopeView Call(string? id, JsonElement method, Dictionary<string, JsonElement> members, ReadOnlyMemory<byte> message)
    {
        var hasParams = members.TryGetValue("params", out var parameters);
        var kind = !hasParams ? JsonRpcParamsKind.None : parameters.ValueKind switch
        {
            JsonValueKind.Array => JsonRpcParamsKind.Array,
            JsonValueKind.Object => JsonRpcParamsKind.Object,
            _ => JsonRpcParamsKind.None,
        };
        if (hasParams && kind == JsonRpcParamsKind.None && parameters.ValueKind != JsonValueKind.Null)
        {
            return Invalid(id ?? "null");
        }

        return new(id is null ? JsonRpcMessageKind.Notification : JsonRpcMessageKind.Request)
        {
            Id = id ?? "(none)",
            Method = Convert.ToHexString(Encoding.UTF8.GetBytes(JsonOracle.Text(method))),
            ParamsKind = kind,
            Params = kind == JsonRpcParamsKind.None ? "" : JsonOracle.Place(parameters, message),
            TimeoutMs = id is not null && members.TryGetValue("timeout", out var timeout) && JsonOracle.IsInteger(timeout, 1, int.MaxValue, out var milliseconds) ? milliseconds : 0,
            ParentId = id is not null && members.TryGetValue("parent", out var parent) && JsonOracle.IsInteger(parent, 1, long.MaxValue, out var parentId) ? parentId : 0,
            TraceParent = members.TryGetValue("traceparent", out var traceParent) && IsText(traceParent) && !JsonOracle.Raw(traceParent).Contains('\\') ? PlaceInside(traceParent, message) : "",
            TraceState = members.TryGetValue("tracestate", out var traceState) && IsText(traceState) ? EnvelopeView.Hex(JsonOracle.Text(traceState)) : "",
        };
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && JsonOracle.Raw(value).Length > 2;

    // Without the quotes.
    private static string PlaceInside(JsonElement text, ReadOnlyMemory<byte> message)
    {
        var place = JsonOracle.Place(text, message).Split('+');
        return $"{int.Parse(place[0], CultureInfo.InvariantCulture) + 1}+{int.Parse(place[1], CultureInfo.InvariantCulture) - 2}";
    }

    private static EnvelopeView Error(string? id, Dictionary<string, JsonElement> members, ReadOnlyMemory<byte> message)
    {
        var hasText = members.TryGetValue("message", out var text);
        if (!members.TryGetValue("code", out var code)
            || !JsonOracle.IsInteger(code, int.MinValue, int.MaxValue, out var number)
            || (hasText && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
        {
            return BrokenResponse(id);
        }

        var isText = hasText && text.ValueKind == JsonValueKind.String;
        return new(JsonRpcMessageKind.Error)
        {
            Id = id ?? "(none)",
            ErrorCode = number,
            ErrorMessagePlace = isText ? JsonOracle.Place(text, message) : "",
            ErrorMessage = isText ? EnvelopeView.Hex(JsonOracle.Text(text)) : "",
            ErrorData = members.TryGetValue("data", out var data) ? JsonOracle.Place(data, message) : "",
        };
    }

    /// <summary>As JSON; null when there is none.</summary>
    private static string? IdOf(Dictionary<string, JsonElement> members, out bool isRight)
    {
        isRight = true;
        if (!members.TryGetValue("id", out var id))
        {
            return null;
        }

        if (JsonOracle.IsInteger(id, long.MinValue, long.MaxValue, out var integer))
        {
            return $"{integer}";
        }

        isRight = id.ValueKind == JsonValueKind.Null
            || (id.ValueKind == JsonValueKind.String && Encoding.UTF8.GetByteCount(JsonOracle.Raw(id)) <= JsonRpcId.MaxStringBytes);
        return isRight ? JsonOracle.Raw(id) : "null";
    }

    private static EnvelopeView Invalid(string id) => new(JsonRpcMessageKind.Invalid) { Id = id, HasProblem = true };

    private static EnvelopeView BrokenResponse(string? id) => new(JsonRpcMessageKind.Invalid) { ResponseId = id ?? "null", HasProblem = true };
}
