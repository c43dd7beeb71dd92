namespace WsRpc.Interop.Tests;

/// <summary>The process behind the tests of a class.</summary>
public sealed class PythonPeer : IAsyncLifetime
{
    internal ScriptPeer Script { get; } = new(Tool.Python, "Python/echo.py");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Script.DisposeAsync().AsTask();
}
