namespace WsRpc.Conformance;

/// <summary>What groups 12 and 13 do with a file: messages of eighteen sizes and fragment sizes, each a series of echoes.</summary>
internal static class CompressedEchoes
{
    // The field's number of messages takes long. In a shorter run every case still sends more than the narrowest window holds,
    // and those of 1024 octets and more send more than the widest.
    private const int InFull = 1000;
    private const int Fewest = 4;
    private const int Most = 64;
    private const int OctetsInShort = 256 * 1024;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WSRPC_CONFORMANCE") == "full";

    private static readonly (int Size, int? FragmentSize)[] Shapes =
    [
        (16, null), (64, null), (256, null), (1024, null), (4096, null), (8192, null), (16384, null), (32768, null), (65536, null), (131072, null),
        (8192, 256), (16384, 256), (32768, 256), (65536, 256), (131072, 256), (131072, 1024), (131072, 4096), (131072, 32768),
    ];

    public static IEnumerable<ConformanceCase> Of(string id, PayloadFile file, DeflateProposal compression) => Shapes.Select((shape, i) =>
        new ConformanceCase($"{id}.{i + 1}", Ending.Orderly, Step.ExchangeCompressed(file.Messages(shape.Size, CountOf(shape.Size)), shape.FragmentSize))
        {
            Compression = compression,
        });

    private static int CountOf(int size) => IsFull ? InFull : Math.Clamp(OctetsInShort / size, Fewest, Most);
}
