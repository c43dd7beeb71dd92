namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderOrderTests
{
    private const string Version = "\"jsonrpc\":\"2.0\"";
    private const string Id = "\"id\":7";
    private const string Unknown = "\"traceparent\":{\"id\":[1,{}],\"method\":null}";

    [Fact]
    public void Members_of_a_request_come_in_any_order()
        => AssertEveryOrder([Version, Id, "\"method\":\"a.b\"", "\"params\":[1]", Unknown], r => r.AssertRequest("7", "a.b", "[1]"));

    [Fact]
    public void Members_of_a_notification_come_in_any_order()
        => AssertEveryOrder([Version, "\"method\":\"a\\u002eb\"", "\"params\":{\"x\":1}", Unknown], r => r.AssertNotification("a.b", "{\"x\":1}"));

    [Fact]
    public void Members_of_a_result_come_in_any_order()
        => AssertEveryOrder([Version, Id, "\"result\":[3]", "\"error\":null", Unknown], r => r.AssertResult("7", "[3]"));

    [Fact]
    public void Members_of_an_error_come_in_any_order()
        => AssertEveryOrder([Version, Id, "\"error\":{\"code\":-1,\"message\":\"m\"}", Unknown], r => r.AssertError("7", -1, "m"));

    private static void AssertEveryOrder(string[] members, Action<Received> assert)
    {
        foreach (var order in Permutations(members))
        {
            assert(Received.Read($"{{{string.Join(',', order)}}}"));
        }
    }

    private static IEnumerable<string[]> Permutations(string[] items)
        => items.Length <= 1
            ? [items]
            : items.SelectMany((first, at) => Permutations([.. items[..at], .. items[(at + 1)..]]).Select(rest => (string[])[first, .. rest]));
}
