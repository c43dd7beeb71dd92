using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace WsRpc.Load;

/// <summary>SignalR 10 with its JSON protocol: streaming methods of a hub.</summary>
internal sealed class SignalRStreams : IStreamPeer
{
    public string Name => "signalr-json";

    public async Task<IPeerServer> StartServerAsync() => await SignalRServer.StartAsync<FeedsHub>();

    public async Task<IStreamClient> ConnectAsync(Uri url) => new Client(await SignalRDialing.ConnectAsync(url));

    private sealed class FeedsHub : Hub
    {
        private static readonly Feeds Feeds = new(); // a hub is made for each call

        public IAsyncEnumerable<int> Numbers(int count, int burst) => Feeds.NumbersAsync(count, burst);

        public IAsyncEnumerable<Reading> Readings(int count, int burst) => Feeds.ReadingsAsync(count, burst);

        public Task<int> CountNumbers(IAsyncEnumerable<int> numbers) => Feeds.CountNumbersAsync(numbers);

        public Task<int> CountReadings(IAsyncEnumerable<Reading> readings) => Feeds.CountReadingsAsync(readings);
    }

    private sealed class Client(HubConnection connection) : IStreamClient, IFeeds
    {
        public IFeeds Feeds => this;

        public IAsyncEnumerable<int> NumbersAsync(int count, int burst) => connection.StreamAsync<int>("Numbers", count, burst);

        public IAsyncEnumerable<Reading> ReadingsAsync(int count, int burst) => connection.StreamAsync<Reading>("Readings", count, burst);

        public Task<int> CountNumbersAsync(IAsyncEnumerable<int> numbers) => connection.InvokeAsync<int>("CountNumbers", numbers);

        public Task<int> CountReadingsAsync(IAsyncEnumerable<Reading> readings) => connection.InvokeAsync<int>("CountReadings", readings);

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
