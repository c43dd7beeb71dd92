using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>Mask keys known to the test: 01 02 03 04 on the wire, then 02 02 03 04, and so on.</summary>
internal sealed class KeySequence : IMaskKeySource
{
    private uint _next = 0x04030201;

    public int Taken { get; private set; }

    public uint NextKey()
    {
        Taken++;
        return _next++;
    }
}
