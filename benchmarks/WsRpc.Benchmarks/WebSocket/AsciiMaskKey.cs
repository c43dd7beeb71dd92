using WsRpc.Protocol.WebSocket;

namespace WsRpc.Benchmarks.WebSocket;

/// <summary>
/// The same key for every frame. A receiver unmasks in place, so a frame can be received again only if its payload is as good
/// masked as unmasked: this key turns ASCII into other ASCII. It also keeps the cost of random keys out of what is measured.
/// </summary>
internal sealed class AsciiMaskKey : IMaskKeySource
{
    public uint NextKey() => 0x20202020;
}
