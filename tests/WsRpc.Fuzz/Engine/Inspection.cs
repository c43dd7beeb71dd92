namespace WsRpc.Fuzz.Engine;

/// <summary>Holds a reader to all the rules for one input at a time. What it finds depends on the input alone. Belongs to one thread.</summary>
internal sealed class Inspection : IDisposable
{
    private const int LongestCutEverywhere = 1024;
    private const int LongestCutInTwoEverywhere = 64;
    private const int ManyCuts = 64;
    private const int AllocationRounds = 5;

    private readonly FuzzTarget _target;
    private readonly GuardedMemory? _guarded;
    private readonly Window _atEnd;
    private readonly Window _atStart;
    private readonly CanaryWindow _spaces;
    private readonly CanaryWindow _highOctets;

    public Inspection(FuzzTarget target)
    {
        _target = target;
        _guarded = GuardedMemory.IsSupported ? new GuardedMemory(target.MaxLength) : null;
        _atEnd = _guarded is null ? new ExactWindow() : new GuardedWindow(_guarded, atEnd: true);
        _atStart = _guarded is null ? new ExactWindow() : new GuardedWindow(_guarded, atEnd: false);
        _spaces = new CanaryWindow(target.MaxLength, (byte)' ');
        _highOctets = new CanaryWindow(target.MaxLength, 0xC1);
    }

    /// <summary>The first rule that the input breaks.</summary>
    /// <param name="input">The input.</param>
    /// <param name="shape">Of what kind the outcome is.</param>
    public FuzzFailureException? Find(byte[] input, out ulong shape)
    {
        shape = 0;
        try
        {
            var outcome = Read(input, Cuts.None, _atEnd);
            shape = outcome.Shape;
            CompareSurroundings(input, outcome);
            if (_target.TakesPieces)
            {
                ComparePieces(input, outcome);
            }

            MeasureAllocations(input);
            _target.Judge(input, outcome);
            return null;
        }
        catch (FuzzFailureException failure)
        {
            return failure;
        }
    }

    public void Dispose() => (_guarded as IDisposable)?.Dispose();

    public static void Compare(string rule, string how, Trace expected, Trace actual)
    {
        var (left, right) = (expected.ToString(), actual.ToString());
        if (!left.Equals(right, StringComparison.Ordinal))
        {
            throw new FuzzFailureException(rule, $"{how}, {Difference.Between(left, right)}");
        }
    }

    private void CompareSurroundings(byte[] input, Trace outcome)
    {
        Compare(Rules.ReadsNothingOutside, "in an array of its own", outcome, Read(input, Cuts.None, new ExactWindow()));
        Compare(Rules.ReadsNothingOutside, "between spaces", outcome, Read(input, Cuts.None, _spaces));
        Compare(Rules.ReadsNothingOutside, "between high octets", outcome, Read(input, Cuts.None, _highOctets));
        Compare(Rules.ReadsNothingOutside, "at the start of a page", outcome, Read(input, Cuts.None, _atStart));
    }

    private void ComparePieces(byte[] input, Trace outcome)
    {
        var many = input.Length <= LongestCutEverywhere ? Cuts.Everywhere(input.Length) : Cuts.Random(input, ManyCuts, 0);
        Compare(Rules.SameInPieces, "cut everywhere", outcome, Read(input, many, _spaces));
        Compare(Rules.SameInPieces, "cut everywhere", outcome, Read(input, many, _atEnd));
        for (var count = 1; count <= 4; count++)
        {
            var cuts = Cuts.Random(input, count, (ulong)count);
            Compare(Rules.SameInPieces, "cut at " + string.Join(", ", cuts), outcome, Read(input, cuts, _highOctets));
        }

        for (var at = 1; at < input.Length && input.Length <= LongestCutInTwoEverywhere; at++)
        {
            Compare(Rules.SameInPieces, $"cut at {at}", outcome, Read(input, [at], _atEnd));
        }
    }

    private void MeasureAllocations(byte[] input)
    {
        var bound = _target.AllocationAtAll + (long)_target.AllocationPerOctet * input.Length;
        var allocated = Allocated(input, Cuts.None);
        if (_target.TakesPieces && input.Length <= LongestCutEverywhere)
        {
            allocated = Math.Max(allocated, Allocated(input, Cuts.Everywhere(input.Length)));
        }

        if (allocated > bound)
        {
            throw new FuzzFailureException(Rules.MemoryIsBounded, $"{allocated} octets allocated for {input.Length}; the bound is {bound}");
        }

        // The least of some rounds: the runtime sets up what it needs once, and a pool that the collector has trimmed fills again.
        long Allocated(byte[] octets, int[] cuts)
        {
            var least = long.MaxValue;
            for (var round = 0; round < AllocationRounds && least > bound; round++)
            {
                var delivery = new Delivery(octets, cuts, _atEnd);
                var before = GC.GetAllocatedBytesForCurrentThread();
                _target.Read(delivery, Trace.None);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    private Trace Read(byte[] input, int[] cuts, Window window)
    {
        var trace = Trace.Recording();
        var delivery = new Delivery(input, cuts, window);
        try
        {
            _target.Read(delivery, trace);
        }
        catch (Exception exception) when (exception is not FuzzFailureException)
        {
            throw new FuzzFailureException(Rules.DoesNotThrow, exception.ToString(), exception);
        }

        delivery.End();
        return trace;
    }
}
