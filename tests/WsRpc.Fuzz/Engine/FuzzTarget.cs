namespace WsRpc.Fuzz.Engine;

/// <summary>A reader under test, and all that the engine needs to know of it. Found by reflection: a file in Targets/ and a folder in Seeds/ make a target.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Also the name of its folders in Seeds/ and Regressions/.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the reader takes its input in pieces; others are given the whole of it.</summary>
    public virtual bool TakesPieces => false;

    /// <summary>Iterations of a normal run, which takes a second or two.</summary>
    public virtual int Iterations => 4000;

    /// <summary>The longest input; long enough for every length that is encoded differently.</summary>
    public virtual int MaxLength => 2048;

    /// <summary>Octets that the reader may allocate for an octet of input, over all: what it gave back again counts.</summary>
    public abstract int AllocationPerOctet { get; }

    /// <summary>Octets that the reader may allocate whatever the input.</summary>
    public virtual int AllocationAtAll => 16 * 1024;

    /// <summary>Pieces of syntax, a character for each octet (Latin-1).</summary>
    public virtual IReadOnlyList<string> Tokens => [];

    /// <summary>Inputs that a reader with a flaw might need more than linear work for.</summary>
    public virtual IReadOnlyList<Repetition> Repetitions => [];

    /// <summary>An input with a structure that chance alone would hardly hit upon; null for none.</summary>
    public virtual byte[]? Generate(Prng random) => null;

    /// <summary>Reads what is delivered and says what came of it.</summary>
    public abstract void Read(Delivery delivery, Trace trace);

    /// <summary>Holds the outcome against another way to come to it, and throws <see cref="FuzzFailureException"/> where they differ.</summary>
    public virtual void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
    }
}
