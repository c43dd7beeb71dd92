using System.Text;
using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Targets;

/// <summary>Messages that are JSON, with members of their kind and of others, in any order, compact or with white space.</summary>
internal sealed class JsonGenerator(Prng random)
{
    private static readonly string[] Numbers = ["0", "-0", "1", "-7", "42", "1.5", "1e3", "0.1E-2", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "999999999999999999", "2147483647", "2147483648", "-2147483648", "-32700"];
    private static readonly string[] Pieces = ["", "a", "chat.join", "ä", "😀", "\\n", "\\\\", "\\\"", "\\/", "\\u0061", "\\u00e4", "\\uD83D\\uDE00", "\\uD800", "\\udc00", " ", "\u007F", "\u2028", "id", "method"];
    private static readonly string[] Spaces = ["", "", " ", "\n", "\t", "\r\n ", "  "];
    private static readonly string[] MessageMembers = ["jsonrpc", "id", "method", "params", "result", "error", "code", "message", "data", "x", "ID", "m\\u0065thod", "\\u0069d", "traceparent", "tracestate", "timeout", "parent"];
    private static readonly string[] HelloMembers = ["version", "limits", "services", "capabilities", "version", "x", "methods", "v\\u0065rsion"];

    private readonly bool _isCompact = !random.OneIn(3);

    public byte[] Message() => Encoding.UTF8.GetBytes(random.OneIn(3) ? AnyMessage() : UsualMessage());

    public byte[] Hello() => Encoding.UTF8.GetBytes(Object([.. Enumerable.Range(0, random.Between(1, 6)).Select(_ => random.Pick(HelloMembers)).Select(name => Member(name, HelloValue(name)))]));

    public byte[] CancelRequest()
    {
        var id = random.OneIn(3) ? Value(2) : Id();
        var parameters = random.Below(5) switch
        {
            0 => $"[{id}]",
            1 => Value(2),
            2 => Object([Member("x", Value(1)), Member("\\u0069d", Id()), Member("id", id)]),
            _ => Object([Member("id", id)]),
        };
        return Encoding.UTF8.GetBytes(Object([Member("jsonrpc", "\"2.0\""), Member("method", "\"$/cancelRequest\""), Member("params", parameters)]));
    }

    private string UsualMessage()
    {
        var version = Member("jsonrpc", random.OneIn(12) ? Value(0) : random.OneIn(8) ? "\"1.0\"" : "\"2.0\"");
        var id = Member("id", Id());
        return random.Below(6) switch
        {
            0 => Object([version, Member("method", Text()), Member("params", Parameters())]),
            1 => Object([version, id, Member("method", Text())]),
            2 => Object([version, id, Member("result", Value(4))]),
            3 => Object([version, id, Member("error", Error())]),
            4 => Object([version, id]),
            _ => Object([version, id, Member("method", Text()), Member("params", Parameters()), .. Extensions()]),
        };
    }

    private IEnumerable<string> Extensions() => Extension("traceparent", Text()).Concat(Extension("tracestate", Text())).Concat(Extension("timeout", Number())).Concat(Extension("parent", Number()));

    private string[] Extension(string name, string value) => random.OneIn(4) ? [Member(name, value)] : [];

    private string AnyMessage() => random.Below(8) switch
    {
        0 => Value(3),
        1 => Array([UsualMessage(), UsualMessage()]),
        2 => UsualMessage() + random.Pick(["", " ", "\n", "{}", "x", "\0"]),
        _ => Object([.. Enumerable.Range(0, random.Between(0, 8)).Select(_ => random.Pick(MessageMembers)).Select(name => Member(name, MessageValue(name)))]),
    };

    private string MessageValue(string name) => random.OneIn(3) ? Value(3) : name switch
    {
        "jsonrpc" => random.Pick(["\"2.0\"", "\"1.0\"", "\"2.\\u0030\"", "\"2\"", "2.0"]),
        "id" or "\\u0069d" => Id(),
        "method" or "m\\u0065thod" => Text(),
        "params" => Parameters(),
        "error" => Error(),
        _ => Value(2),
    };

    private string HelloValue(string name) => random.OneIn(8) ? Value(2) : name switch
    {
        "version" or "v\\u0065rsion" => Number(),
        "limits" => Object([.. Enumerable.Range(0, random.Below(4)).Select(_ => random.Pick(["maxMessageBytes", "maxCallsInFlight", "x"])).Select(limit => Member(limit, Number()))]),
        "services" or "capabilities" => Array([.. Enumerable.Range(0, random.Below(4)).Select(_ => random.OneIn(20) ? Value(1) : random.OneIn(20) ? $"\"{new string('a', 257)}\"" : Text())]),
        _ => Value(2),
    };

    private string Error() => random.OneIn(8) ? Value(2) : Object([.. new[]
    {
        Member("code", random.OneIn(6) ? Value(1) : Number()), Member("message", random.OneIn(6) ? Value(1) : Text()), Member("data", Value(3)), Member("code", Number()),
    }.Take(random.Pick([1, 2, 2, 3, 3, 4]))]);

    private string Id() => random.Below(6) switch
    {
        0 => "null",
        1 => Text(),
        2 => random.OneIn(10) ? $"\"{new string('i', random.Between(1021, 1024))}\"" : Value(1),
        _ => Number(),
    };

    private string Parameters() => random.Below(6) switch
    {
        0 => Value(3),
        1 => "null",
        2 or 3 => Array([Value(3), Value(2)]),
        _ => Object([Member("a", Value(3)), Member("b", Value(2))]),
    };

    private string Value(int levels) => (levels == 0 ? random.Below(5) : random.Below(9)) switch
    {
        0 => random.Pick(["true", "false", "null"]),
        1 or 2 => Number(),
        3 or 4 => Text(),
        5 or 6 => Array([.. Enumerable.Range(0, random.Below(4)).Select(_ => Value(levels - 1))]),
        7 => Object([.. Enumerable.Range(0, random.Below(4)).Select(_ => Member(random.Pick(Pieces), Value(levels - 1)))]),
        _ => Nested(random.OneIn(4) ? random.Between(1, 70) : random.Between(1, 20)),
    };

    private string Nested(int levels) =>
        random.OneIn(2) ? new string('[', levels) + new string(']', levels) : string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "0" + new string('}', levels);

    private string Number() => random.OneIn(4) ? $"{random.Between(-5, 200)}" : random.Pick(Numbers);

    private string Text() => $"\"{string.Concat(Enumerable.Range(0, random.Below(4)).Select(_ => random.Pick(Pieces)))}\"";

    private string Member(string name, string value) => $"{Space()}\"{name}\"{Space()}:{Space()}{value}{Space()}";

    private string Object(string[] members) => $"{Space()}{{{string.Join(',', members)}}}{Space()}";

    private string Array(string[] values) => $"[{Space()}{string.Join($"{Space()},", values)}{Space()}]";

    private string Space() => _isCompact ? "" : random.Pick(Spaces);
}
