using System.Diagnostics;
using System.Numerics;

namespace WsRpc.Load;

/// <summary>
/// Counts durations in fixed buckets, 64 to each power of two, so a percentile is off by less than 1 %. Recording allocates
/// nothing. For one thread at a time.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const long LongestNanoseconds = (1L << 37) - 1; // 137 s, more than any call may take here

    private readonly int[] _counts = new int[IndexOf(LongestNanoseconds) + 1];

    public long Count { get; private set; }

    /// <summary>Counts a duration.</summary>
    /// <param name="ticks">Its length in ticks of <see cref="Stopwatch"/>.</param>
    public void Record(long ticks)
    {
        var nanoseconds = (long)(ticks * (1e9 / Stopwatch.Frequency));
        _counts[IndexOf(Math.Clamp(nanoseconds, 0, LongestNanoseconds))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The duration, in microseconds, that this share of all calls did not exceed.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return MiddleOf(i) / 1000.0;
            }
        }

        return 0;
    }

    // Below 64 ns each nanosecond has its bucket; from there on, each doubling has 64 buckets of equal width.
    private static int IndexOf(long nanoseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)nanoseconds) - SubBucketBits);
        return (shift * SubBuckets) + (int)(nanoseconds >> shift);
    }

    private static double MiddleOf(int index)
    {
        var shift = Math.Max(0, (index / SubBuckets) - 1);
        var lowest = (long)(index - (shift * SubBuckets)) << shift;
        return lowest + (((1L << shift) - 1) / 2.0);
    }
}
