using System.Runtime.InteropServices;
using System.Security.Cryptography;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

/// <summary>
/// Unpredictable mask keys (RFC 6455 §10.3). One call of the generator costs more than a small frame, so keys are drawn a batch at a time.
/// </summary>
internal sealed class MaskKeys : IMaskKeySource
{
    [ThreadStatic]
    private static Batch? t_batch;

    public static MaskKeys Shared { get; } = new();

    public uint NextKey() => (t_batch ??= new Batch()).Next();

    private sealed class Batch
    {
        private readonly uint[] _keys = new uint[256];
        private int _used = 256;

        public uint Next()
        {
            if (_used == _keys.Length)
            {
                RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));
                _used = 0;
            }

            return _keys[_used++];
        }
    }
}
