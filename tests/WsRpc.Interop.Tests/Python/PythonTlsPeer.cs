namespace WsRpc.Interop.Tests;

public sealed class PythonTlsPeer() : ScriptPeer(Tool.Python, "Python/echo.py", tls: true);
