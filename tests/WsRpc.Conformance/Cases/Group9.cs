using WsRpc.Protocol.WebSocket;
using static WsRpc.Conformance.Frames;
using static WsRpc.Conformance.Step;

namespace WsRpc.Conformance;

/// <summary>Size and number: large messages, many fragments, many writes, many messages.</summary>
internal static class Group9
{
    private const int Kilo = 1024;
    private const int Mega = 1024 * 1024;

    private static readonly WebSocketLimits Large = new() { MaxMessageBytes = 16 * Mega, MaxFragments = 65_537 };
    private static readonly int[] Sizes = [64 * Kilo, 256 * Kilo, Mega, 4 * Mega, 8 * Mega, 16 * Mega];
    private static readonly int[] FragmentSizes = [64, 256, Kilo, 4 * Kilo, 16 * Kilo, 64 * Kilo, 256 * Kilo, Mega, 4 * Mega];
    private static readonly int[] Chops = [64, 128, 256, 512, 1024, 2048];
    private static readonly int[] SmallSizes = [0, 16, 64, 256, 1024, 4096];

    // Every case sends a part of one of these two.
    private static readonly Frame LargestText = Text(Repeat([.. "BAsd7&jh23"u8]));
    private static readonly Frame LargestBinary = Binary(Repeat([0x00, 0xFE, 0x23, 0xFA, 0xF0]));

    public static IEnumerable<ConformanceCase> Cases =>
    [
        .. Whole("9.1", LargestText), .. Whole("9.2", LargestBinary),
        .. Fragmented("9.3", LargestText), .. Fragmented("9.4", LargestBinary),
        .. Chopped("9.5", LargestText), .. Chopped("9.6", LargestBinary),
        .. OneByOne("9.7", LargestText), .. OneByOne("9.8", LargestBinary),
    ];

    private static IEnumerable<ConformanceCase> Whole(string id, Frame largest) =>
        Sizes.Select((size, i) => Of($"{id}.{i + 1}", Cut(largest, size), Send(Cut(largest, size))));

    private static IEnumerable<ConformanceCase> Fragmented(string id, Frame largest) =>
        FragmentSizes.Select((size, i) => Of($"{id}.{i + 1}", Cut(largest, 4 * Mega), Send(FragmentsAsTheyFill(Cut(largest, 4 * Mega), size))));

    private static IEnumerable<ConformanceCase> Chopped(string id, Frame largest) =>
        Chops.Select((chop, i) => Of($"{id}.{i + 1}", Cut(largest, Mega), SendChopped(chop, Cut(largest, Mega))));

    private static IEnumerable<ConformanceCase> OneByOne(string id, Frame largest)
    {
        const int Count = 1000;
        return SmallSizes.Select((size, i) =>
        {
            var message = Cut(largest, size);
            Step[] steps = [.. Enumerable.Range(1, Count).SelectMany(n => new[] { Send(message), Awaits(n) })];
            return new ConformanceCase($"{id}.{i + 1}", Ending.Orderly, steps).Expects([.. Enumerable.Repeat(message, Count)]);
        });
    }

    private static ConformanceCase Of(string id, Frame message, Step step) => new ConformanceCase(id, Ending.Orderly, step) { Limits = Large }.Expects(message);

    private static Frame Cut(Frame message, int length) => message with { Payload = message.Payload[..length] };

    private static byte[] Repeat(byte[] pattern)
    {
        var octets = new byte[16 * Mega];
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] = pattern[i % pattern.Length];
        }

        return octets;
    }
}
