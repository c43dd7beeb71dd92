using Microsoft.AspNetCore.SignalR;

namespace WsRpc.Load;

/// <summary>The service as a hub. Its methods return values: tasks that are complete would only cost more.</summary>
internal sealed class CalculatorHub : Hub
{
    public int Add(int a, int b) => a + b;

    public string Echo(string text) => text;
}
