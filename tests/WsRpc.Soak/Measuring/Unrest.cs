namespace WsRpc.Soak;

/// <summary>What is still under way between a crowd and its server, when nobody begins anything any more.</summary>
internal sealed class Unrest(WsRpcServer server, Crowd crowd, Attendance attendance)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until everybody is connected and nothing is under way.</summary>
    /// <exception cref="LeakException">Something stays.</exception>
    public async Task EndsAsync(TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        while (await FindAsync() is { Length: > 0 } rest)
        {
            if (over.IsCancellationRequested)
            {
                throw new LeakException(rest);
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<string> FindAsync()
    {
        var (clients, connections, seats) = (crowd.Members.Select(member => member.Client).ToList(), server.Connections, crowd.Members.Count);
        var groups = 0;
        foreach (var connection in connections)
        {
            groups += (await server.Groups.OfAsync(connection.Id)).Count;
        }

        (string What, int Count)[] all =
        [
            ("clients that are not connected", clients.Count(client => client.State != RpcConnectionState.Open)),
            ("connections of the server that have no client", connections.Count - seats),
            ("services of the server that have no client", attendance.Services - seats),
            ("calls of clients", clients.Sum(client => client.Session.CallsInFlight)),
            ("calls that clients serve", clients.Sum(client => client.Session.IncomingCalls.Count)),
            ("calls of the server", connections.Sum(connection => connection.Session.CallsInFlight)),
            ("calls that the server serves", connections.Sum(connection => connection.Session.IncomingCalls.Count)),
            ("calls that wait for their tokens", attendance.Waiting),
            ("streams of clients", clients.Sum(client => client.Session.StreamsOpen)),
            ("streams of the server", connections.Sum(connection => connection.Session.StreamsOpen)),
            ("streams that clients produce", crowd.Members.Sum(member => member.Producers.Count)),
            ("streams that the server produces", attendance.Producers.Count),
            ("objects that clients have lent", crowd.Loans.Outstanding(clients)),
            ("objects that the server has lent", attendance.Loans.Outstanding(connections)),
            ("groups that were not left", groups),
        ];
        return string.Join(", ", all.Where(one => one.Count != 0).Select(one => $"{one.Count} {one.What}"));
    }
}
