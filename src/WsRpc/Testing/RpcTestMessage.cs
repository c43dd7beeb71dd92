namespace WsRpc.Testing;

/// <summary>A message that has crossed a <see cref="RpcTestPair"/>.</summary>
/// <param name="FromClient">Whether the client sent it.</param>
/// <param name="Json">The message as it was on the wire; of octets beside the JSON only how many they are, between angle brackets.</param>
public sealed record RpcTestMessage(bool FromClient, string Json)
{
    /// <summary>The message behind an arrow: <c>-&gt;</c> to the server, <c>&lt;-</c> to the client.</summary>
    public override string ToString() => $"{(FromClient ? "->" : "<-")} {Json}";
}
