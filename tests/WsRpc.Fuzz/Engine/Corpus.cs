namespace WsRpc.Fuzz.Engine;

/// <summary>The inputs worth changing further: the seeds, and one for each kind of outcome that was met since.</summary>
internal sealed class Corpus
{
    private const int MaxInputs = 2048;

    private readonly HashSet<ulong> _shapes = [];
    private readonly List<byte[]> _inputs = [];

    public IReadOnlyList<byte[]> Inputs => _inputs;

    public int Shapes => _shapes.Count;

    /// <summary>What there is in it, as one number.</summary>
    public ulong Hash => _inputs.Aggregate(StableHash.Start, (hash, input) => StableHash.Add(hash, (long)StableHash.Of(input)));

    public void AddSeed(byte[] input, ulong shape)
    {
        _shapes.Add(shape);
        _inputs.Add(input);
    }

    /// <summary>There is no instrumentation that tells what code an input reaches; that it leads to another sort of outcome has to do.</summary>
    public void AddIfNew(byte[] input, ulong shape)
    {
        if (_inputs.Count < MaxInputs && _shapes.Add(shape))
        {
            _inputs.Add(input);
        }
    }
}
