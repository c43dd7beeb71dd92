using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace WsRpc.Load;

/// <summary>Connects the official client over <see cref="PipedWebSocket"/>. All options as they come.</summary>
internal static class SignalRDialing
{
    public static async Task<HubConnection> ConnectAsync(Uri url)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(url));
        builder.Services.AddSingleton<IConnectionFactory, PipedWebSocketFactory>();
        var connection = builder.Build();
        await connection.StartAsync();
        return connection;
    }
}
