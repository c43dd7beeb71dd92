namespace WsRpc.Interop.Tests;

public sealed class PythonPeer() : ScriptPeer(Tool.Python, "Python/echo.py");
