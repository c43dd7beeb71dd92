using WsRpc.Faults.Accounting;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Talks;

/// <summary>What the ends of a conversation agree on. Another set of options is one more in <see cref="All"/>.</summary>
internal sealed record Terms
{
    public required string Name { get; init; }

    public Func<WebSocketConnectionOptions, WebSocketConnectionOptions> Connection { get; init; } = options => options;

    public Action<RpcOptions> Rpc { get; init; } = _ => { };

    public static Terms Plain { get; } = new() { Name = "plain" };

    /// <summary>Every message is compressed, with context takeover: what an end takes for that it has until it ends.</summary>
    public static Terms Compressed { get; } = new()
    {
        Name = "compressed",
        Connection = options => options with { Compression = Always, DeflateProvider = Compressors.Shared },
        Rpc = options =>
        {
            options.Compression = Always;
            options.DeflateProvider = Compressors.Shared;
        },
    };

    public static IReadOnlyList<Terms> All { get; } = [Plain, Compressed];

    private static PerMessageDeflateOptions Always => new() { MinMessageBytes = 0 };

    public static Terms Named(string name) => All.Single(terms => terms.Name == name);

    public WebSocketConnectionOptions ConnectionOptions(FakeTimeProvider clock) => Connection(new() { TimeProvider = clock });

    public T Configure<T>(T options, FakeTimeProvider clock)
        where T : RpcOptions
    {
        options.TimeProvider = clock;
        Rpc(options);
        return options;
    }

    public override string ToString() => Name;
}
