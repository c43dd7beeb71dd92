using System.Diagnostics;

namespace WsRpc.Fuzz.Engine;

/// <summary>Runs one target: its seeds first, then what becomes of them. The same seed does the same again.</summary>
internal sealed class Fuzzer(FuzzTarget target, FuzzSettings settings)
{
    private const int MaxMinimizerTries = 6000;

    private readonly Corpus _corpus = new();
    private long _inspected;
    private byte[] _current = [];

    public Corpus Corpus => _corpus;

    public int Iteration { get; private set; }

    /// <summary>How many inputs were tried, those of the minimizer included: a number that stands still tells of a reader that does not return.</summary>
    public long Inspected => Interlocked.Read(ref _inspected);

    public byte[] Current => Volatile.Read(ref _current);

    /// <summary>The first failure, as small as it was made; null when there was none.</summary>
    /// <param name="seeds">Inputs to begin with.</param>
    /// <param name="onInput">Told each input before it is tried.</param>
    public FuzzFinding? Run(IEnumerable<byte[]> seeds, Action<byte[]>? onInput = null)
    {
        using var inspection = new Inspection(target);
        foreach (var seed in seeds)
        {
            if (Try(seed, inspection, onInput, out var shape) is { } failure)
            {
                return Minimize(seed, failure, inspection, onInput);
            }

            _corpus.AddSeed(seed, shape);
        }

        var random = new Prng(settings.Seed ^ StableHash.Add(StableHash.Start, target.Name));
        var mutator = new Mutator(random, target.Tokens, target.MaxLength);
        var watch = Stopwatch.StartNew();
        while (settings.GoesOn(Iteration, target.Iterations, watch.Elapsed))
        {
            Iteration++;
            var input = Next(random, mutator);
            if (Try(input, inspection, onInput, out var shape) is { } failure)
            {
                return Minimize(input, failure, inspection, onInput);
            }

            _corpus.AddIfNew(input, shape);
        }

        return null;
    }

    private byte[] Next(Prng random, Mutator mutator)
    {
        var input = random.OneIn(3) && target.Generate(random) is { } generated ? generated
            : _corpus.Inputs.Count > 0 ? random.Pick(_corpus.Inputs)
            : [];
        input = input.Length > target.MaxLength ? input[..target.MaxLength] : input;
        return random.OneIn(8) ? input : mutator.Mutate(input, _corpus.Inputs.Count > 0 ? random.Pick(_corpus.Inputs) : []);
    }

    private FuzzFailureException? Try(byte[] input, Inspection inspection, Action<byte[]>? onInput, out ulong shape)
    {
        Volatile.Write(ref _current, input);
        Interlocked.Increment(ref _inspected);
        onInput?.Invoke(input);
        return inspection.Find(input, out shape);
    }

    private FuzzFinding Minimize(byte[] input, FuzzFailureException failure, Inspection inspection, Action<byte[]>? onInput)
    {
        var least = new Minimizer(smaller => Try(smaller, inspection, onInput, out _)?.Rule == failure.Rule, MaxMinimizerTries).Minimize(input);
        return new FuzzFinding(target.Name, settings.Seed, Iteration, least, Try(least, inspection, onInput, out _) ?? failure);
    }
}
