namespace WsRpc.Load;

/// <summary>The connections of one measurement.</summary>
internal sealed class PeerClients : IAsyncDisposable
{
    private readonly List<IPeerClient> _clients = [];

    public IEnumerable<ICalculator> Calculators => _clients.Select(client => client.Calculator);

    public void Add(IPeerClient client) => _clients.Add(client);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }
}
