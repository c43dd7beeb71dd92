using Microsoft.AspNetCore.SignalR.Client;

namespace WsRpc.Load;

/// <summary>The official client.</summary>
internal sealed class SignalRClient(HubConnection connection) : IPeerClient, ICalculator
{
    public ICalculator Calculator => this;

    public ValueTask<int> AddAsync(int a, int b) => new(connection.InvokeAsync<int>("Add", a, b));

    public ValueTask<string> EchoAsync(string text) => new(connection.InvokeAsync<string>("Echo", text));

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
