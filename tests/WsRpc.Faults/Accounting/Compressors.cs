using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Accounting;

/// <summary>The runtime's zlib, and how many deflaters and inflaters were made and not disposed.</summary>
internal sealed class Compressors : IDeflateProvider, ICount
{
    private int _outstanding;

    public static Compressors Shared { get; } = new();

    public string Name => "deflaters and inflaters";

    public int Outstanding => Volatile.Read(ref _outstanding);

    public bool HonoursWindowBits => true;

    public void Begin() => _outstanding = 0;

    public string Describe() => "of the runtime's zlib";

    public IDeflater CreateDeflater(int windowBits, int level) => new Deflater(this, ZlibProvider.Instance.CreateDeflater(windowBits, level));

    public IInflater CreateInflater(int windowBits) => new Inflater(this, ZlibProvider.Instance.CreateInflater(windowBits));

    private sealed class Taken
    {
        private readonly Compressors _all;
        private int _returned;

        public Taken(Compressors all)
        {
            _all = all;
            Interlocked.Increment(ref all._outstanding);
        }

        public void Return()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0)
            {
                Interlocked.Decrement(ref _all._outstanding);
            }
        }
    }

    private sealed class Deflater(Compressors all, IDeflater deflater) : IDeflater
    {
        private readonly Taken _taken = new(all);

        public bool Deflate(ref ReadOnlySpan<byte> payload, scoped Span<byte> output, bool forget, out int written) =>
            deflater.Deflate(ref payload, output, forget, out written);

        public void Dispose()
        {
            deflater.Dispose();
            _taken.Return();
        }
    }

    private sealed class Inflater(Compressors all, IInflater inflater) : IInflater
    {
        private readonly Taken _taken = new(all);

        public OperationStatus Inflate(ref ReadOnlySpan<byte> data, scoped Span<byte> output, out int written) =>
            inflater.Inflate(ref data, output, out written);

        public bool TryEndMessage() => inflater.TryEndMessage();

        public void Reset() => inflater.Reset();

        public void Dispose()
        {
            inflater.Dispose();
            _taken.Return();
        }
    }
}
