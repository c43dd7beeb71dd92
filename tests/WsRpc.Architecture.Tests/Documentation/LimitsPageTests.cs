using WsRpc.Protocol.WebSocket;

namespace WsRpc.Architecture.Tests;

/// <summary>docs/limits.md has every option that is a number or a time, with its default, and none that there is not.</summary>
public sealed class LimitsPageTests
{
    private static readonly (Type Type, object Defaults)[] Options =
    [
        (typeof(RpcOptions), new WsRpcServerOptions()),
        (typeof(WsRpcServerOptions), new WsRpcServerOptions()),
        (typeof(WsRpcClientOptions), new WsRpcClientOptions()),
        (typeof(RpcReconnect), RpcReconnect.Backoff()),
        (typeof(WebSocketConnectOptions), new WebSocketConnectOptions()),
        (typeof(WebSocketAcceptOptions), new WebSocketAcceptOptions()),
        (typeof(WebSocketConnectionOptions), new WebSocketConnectionOptions()),
        (typeof(WebSocketLimits), new WebSocketLimits()),
        (typeof(HandshakeLimits), new HandshakeLimits()),
        (typeof(PerMessageDeflateOptions), new PerMessageDeflateOptions()),
    ];

    [Fact]
    public void The_page_and_the_options_agree() =>
        Offenders.None(new LimitsPage(Repository.Read("docs/limits.md")).Differences(Options));

    [Fact]
    public void What_is_missing_wrong_or_too_much_is_said() =>
        Assert.Equal(
            [
                "HandshakeLimits.MaxHeadBytes: the page says 8 KiB, but the default is 16 KiB.",
                "HandshakeLimits.MaxHeaders has no row below the heading `HandshakeLimits`; its default is 100.",
                "HandshakeLimits.MaxLines is on the page, but there is no such option that is a number or a time.",
            ],
            new LimitsPage("""
                ### `HandshakeLimits`

                | option | default | |
                |---|---|---|
                | `MaxHeadBytes` | 8 KiB | |
                | `MaxLines` | 100 | |

                ## Others

                | `MaxHeaders` | 100 | |
                """).Differences([(typeof(HandshakeLimits), new HandshakeLimits())]));

    [Fact]
    public void Defaults_are_written_with_their_units() =>
        Assert.Empty(new LimitsPage("""
            ### `Samples`
            | `Size` | 4 MiB | |
            | `Count` | 16,385 | |
            | `Short` | 250 ms | |
            | `Long` | 2 min | |
            | `Never` | none | |
            | `Unset` | none | |
            """).Differences([(typeof(Samples), new Samples())]));

    private sealed record Samples
    {
        public long Size { get; init; } = 4 * 1024 * 1024;

        public int Count { get; init; } = 16_385;

        public TimeSpan Short { get; init; } = TimeSpan.FromMilliseconds(250);

        public TimeSpan Long { get; init; } = TimeSpan.FromMinutes(2);

        public TimeSpan Never { get; init; } = Timeout.InfiniteTimeSpan;

        public int? Unset { get; init; }

        public bool IsNoLimit { get; init; }

        public int IsReadOnly { get; }
    }
}
