using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Frames as a client sends them: masked.</summary>
internal sealed class FramesToServer() : FrameTarget(WebSocketRole.Server)
{
    public override string Name => "frames-to-server";
}
