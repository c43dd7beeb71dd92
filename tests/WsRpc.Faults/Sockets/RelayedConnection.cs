using System.Net.Sockets;
using WsRpc.Faults.Links;

namespace WsRpc.Faults.Sockets;

/// <summary>One connection through a <see cref="FaultyRelay"/>.</summary>
internal sealed class RelayedConnection
{
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly RelayPlan _plan;
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();

    public RelayedConnection(Socket client, Socket server, RelayPlan plan)
    {
        (_client, _server, _plan) = (client, server, plan);
        Ended = RelayAsync();
    }

    /// <summary>Completes when the fault strikes.</summary>
    public Task Struck => _struck.Task;

    /// <summary>Completes when both sockets are gone.</summary>
    public Task Ended { get; }

    /// <summary>Ends both connections.</summary>
    public void Cut() => _over.Cancel();

    private async Task RelayAsync()
    {
        await Task.WhenAll(
            RelayAsync(_client, _server, _plan.Direction == Direction.ToServer ? _plan.Fault : Fault.None),
            RelayAsync(_server, _client, _plan.Direction == Direction.ToClient ? _plan.Fault : Fault.None));
        _client.Dispose();
        _server.Dispose();
    }

    private async Task RelayAsync(Socket from, Socket to, Fault fault)
    {
        var buffer = new byte[_plan.Piece];
        var passed = 0L;
        var loses = false;
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is > 0 and var count)
            {
                var now = (int)Math.Min(count, fault.At - passed);
                if (!loses && now > 0)
                {
                    await to.SendAsync(buffer.AsMemory(0, now), _over.Token);
                    passed += now;
                }

                if (now < count && !loses)
                {
                    loses = await StrikeAsync(fault.Kind, to);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Whoever broke it: the other direction has nothing to carry any more.
            await _over.CancelAsync();
        }
    }

    // True when this direction goes on, and loses all it gets.
    private async Task<bool> StrikeAsync(FaultKind kind, Socket to)
    {
        _struck.TrySetResult();
        switch (kind)
        {
            case FaultKind.Cut:
                await _over.CancelAsync();
                break;
            case FaultKind.Reset:
                _client.LingerState = _server.LingerState = new LingerOption(enable: true, seconds: 0);
                await _over.CancelAsync();
                break;
            case FaultKind.HalfClosed:
                to.Shutdown(SocketShutdown.Send);
                break;
            case FaultKind.Stalled:
                await Task.Delay(Timeout.Infinite, _over.Token);
                break;
        }

        _over.Token.ThrowIfCancellationRequested();
        return true;
    }
}
