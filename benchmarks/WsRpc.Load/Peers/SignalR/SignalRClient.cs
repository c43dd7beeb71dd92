using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace WsRpc.Load;

/// <summary>The official client over <see cref="PipedWebSocket"/>.</summary>
internal sealed class SignalRClient(HubConnection connection) : IPeerClient, ICalculator
{
    public ICalculator Calculator => this;

    public static async Task<SignalRClient> ConnectAsync(Uri url)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(url));
        builder.Services.AddSingleton<IConnectionFactory, PipedWebSocketFactory>();
        var connection = builder.Build();
        await connection.StartAsync();
        return new(connection);
    }

    public ValueTask<int> AddAsync(int a, int b) => new(connection.InvokeAsync<int>("Add", a, b));

    public ValueTask<string> EchoAsync(string text) => new(connection.InvokeAsync<string>("Echo", text));

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
