using WsRpc.Faults.Links;

namespace WsRpc.Faults.Matrix;

/// <summary>Where in a conversation faults strike: at the edges of everything, and here and there in between.</summary>
internal static class Positions
{
    private const int Near = 64;

    /// <summary>Whether every octet is wanted, and not only a choice.</summary>
    public static bool AreAll { get; } = Environment.GetEnvironmentVariable("WSRPC_FAULTS") == "full";

    public static IReadOnlyList<int> In(byte[] octets)
    {
        var positions = new SortedSet<int> { octets.Length };
        foreach (var (start, payload, end) in Frames.In(octets))
        {
            Add(start - 1, start, start + 1, payload - 1, payload, payload + 1, end - 1);
            var stride = AreAll ? 1 : start == 0 && payload == 0 ? 41 : 7001;
            for (var position = start; position < end; position += AreAll && position > payload + Near && position < end - Near ? 17 : stride)
            {
                Add(position);
            }
        }

        return [.. positions];

        void Add(params ReadOnlySpan<int> candidates)
        {
            foreach (var position in candidates)
            {
                if (position >= 0 && position < octets.Length)
                {
                    positions.Add(position);
                }
            }
        }
    }
}
