namespace WsRpc.Tests.Rpc;

/// <summary>Options that make no sense are refused before a connection has them.</summary>
public sealed class RpcOptionsTests
{
    public static TheoryData<Action<WsRpcClientOptions>> Senseless =>
    [
        options => options.Json = null!,
        options => options.LoggerFactory = null!,
        options => options.TimeProvider = null!,
        options => options.MaxMessageBytes = 0,
        options => options.MaxCallsInFlight = 0,
        options => options.MaxCallsInFlight = (1 << 20) + 1,
        options => options.MaxBatchElements = 0,
        options => options.MaxOutgoingBytes = 4095,
        options => options.MaxJsonDepth = 0,
        options => options.CloseTimeout = TimeSpan.Zero,
        options => options.ConnectTimeout = TimeSpan.Zero,
        options => options.HandshakeTimeout = TimeSpan.Zero,
    ];

    [Theory]
    [MemberData(nameof(Senseless))]
    public async Task Senseless_option_is_a_mistake_of_the_caller(Action<WsRpcClientOptions> configure) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => WsRpcClient.ConnectAsync("ws://127.0.0.1:1/rpc", configure));

    [Fact]
    public async Task Limits_in_force_can_be_read()
    {
        await using var peer = await RawPeer.AttachAsync(options =>
        {
            options.MaxMessageBytes = 1000;
            options.MaxCallsInFlight = 2;
            options.MaxBatchElements = 3;
            options.MaxOutgoingBytes = 5000;
            options.MaxJsonDepth = 8;
        });
        var limits = peer.Engine.Limits;
        Assert.Equal((1000, 2, 3, 5000, 8), (limits.MaxMessageBytes, limits.MaxCallsInFlight, limits.MaxBatchElements, limits.MaxOutgoingBytes, limits.MaxJsonDepth));
    }
}
