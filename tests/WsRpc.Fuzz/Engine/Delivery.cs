namespace WsRpc.Fuzz.Engine;

/// <summary>One way for an input to reach a reader: cut at some places, in memory of some kind. Only what has arrived is in that memory.</summary>
internal sealed class Delivery(ReadOnlyMemory<byte> input, int[] cuts, Window window)
{
    private const int CallsAtAll = 64;

    private readonly long _maxCalls = 4L * (input.Length + cuts.Length) + CallsAtAll;

    public int Pieces => cuts.Length + 1;

    public long Calls { get; private set; }

    /// <summary>All of it, for readers that do not take pieces.</summary>
    public Memory<byte> Whole() => Place(default, input.Span);

    /// <summary>A piece alone, for readers that take each octet once.</summary>
    public Memory<byte> Piece(int index) => Place(default, Cut(index));

    /// <summary>A piece behind the end of the one before, for readers that are offered again what they did not take.</summary>
    /// <param name="rest">The end of what was placed last.</param>
    /// <param name="index">The number of the piece.</param>
    public Memory<byte> PieceBehind(Memory<byte> rest, int index) => Place(rest.Span, Cut(index));

    /// <summary>Counts a call of the reader, so that one without an end is noticed.</summary>
    public void CountCall()
    {
        if (++Calls > _maxCalls)
        {
            throw new FuzzFailureException(Rules.Progresses, $"there were {Calls} calls for {input.Length} octets in {Pieces} pieces");
        }
    }

    public void End() => window.Verify();

    private Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece)
    {
        window.Verify();
        return window.Place(rest, piece);
    }

    private ReadOnlySpan<byte> Cut(int index)
    {
        var start = index == 0 ? 0 : cuts[index - 1];
        var end = index == cuts.Length ? input.Length : cuts[index];
        return input.Span[start..end];
    }
}
