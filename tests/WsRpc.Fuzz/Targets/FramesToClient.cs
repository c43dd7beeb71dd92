using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Frames as a server sends them: not masked.</summary>
internal sealed class FramesToClient() : FrameTarget(WebSocketRole.Client)
{
    public override string Name => "frames-to-client";
}
