namespace WsRpc.Interop.Tests;

public sealed class NodePeer() : ScriptPeer(Tool.Node, "Node/echo.mjs");
