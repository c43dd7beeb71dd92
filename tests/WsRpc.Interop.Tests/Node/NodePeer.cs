namespace WsRpc.Interop.Tests;

/// <summary>The process behind the tests of a class.</summary>
public sealed class NodePeer : IAsyncLifetime
{
    internal ScriptPeer Script { get; } = new(Tool.Node, "Node/echo.mjs");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Script.DisposeAsync().AsTask();
}
