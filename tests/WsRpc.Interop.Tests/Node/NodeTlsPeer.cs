namespace WsRpc.Interop.Tests;

public sealed class NodeTlsPeer() : ScriptPeer(Tool.Node, "Node/echo.mjs", tls: true);
