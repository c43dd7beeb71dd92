namespace WsRpc.Conformance;

/// <summary>Finds what stood before: the longest of a few candidates, and of the longest the farthest.</summary>
internal sealed class MatchFinder(byte[] octets, int window)
{
    private const int HashBits = 15;
    private const int MostCandidates = 32;
    private const int None = -1;

    private readonly int[] _last = [.. Enumerable.Repeat(None, 1 << HashBits)];
    private readonly int[] _before = new int[octets.Length];

    /// <summary>The octets from <paramref name="start"/> to <paramref name="end"/> may be found from now on.</summary>
    public void Note(int start, int end)
    {
        for (var position = start; position < end && position + 2 < octets.Length; position++)
        {
            ref var last = ref _last[Hash(position)];
            _before[position] = last;
            last = position;
        }
    }

    public (int Distance, int Length) Find(int position, int longest)
    {
        var found = (Distance: 0, Length: 0);
        if (longest < 3)
        {
            return found;
        }

        var candidate = _last[Hash(position)];
        for (var tries = 0; candidate != None && position - candidate <= window && tries < MostCandidates; tries++)
        {
            var length = octets.AsSpan(position, longest).CommonPrefixLength(octets.AsSpan(candidate));
            if (length >= found.Length)
            {
                found = (position - candidate, length);
            }

            candidate = _before[candidate];
        }

        return found;
    }

    private int Hash(int position) => (octets[position] << 10 ^ octets[position + 1] << 5 ^ octets[position + 2]) & ((1 << HashBits) - 1);
}
