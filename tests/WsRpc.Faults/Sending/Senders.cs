using System.Collections.Concurrent;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Sending;

/// <summary>Tasks that send numbered messages over one connection at the same time, and lose patience with some of them.</summary>
internal sealed class Senders(WebSocketConnection connection, int senders, int messages, int seed)
{
    private const int LargestMessage = 40_000; // beyond 16 KiB a message may go out without a copy

    private readonly ConcurrentDictionary<int, int> _sent = new();
    private int _cancelled;

    /// <summary>How many messages of each sender the connection took.</summary>
    public IReadOnlyDictionary<int, int> Sent => _sent;

    /// <summary>How many waits were cancelled while they lasted.</summary>
    public int Cancelled => _cancelled;

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => SendAllAsync(sender))));

    private async Task SendAllAsync(int sender)
    {
        var random = new Random(seed + sender);
        for (var number = 0; number < messages; number++)
        {
            var payload = NumberedMessage.Make(sender, number, random.Next(3) == 0 ? random.Next(LargestMessage) : random.Next(200));
            using var patience = new CancellationTokenSource();
            ValueTask sending;
            try
            {
                sending = connection.SendAsync(WebSocketOpcode.Binary, payload, patience.Token);
            }
            catch (InvalidOperationException)
            {
                return; // closing or closed
            }

            // Taken, whatever becomes of the wait; and copied, so what happens to the array now harms nobody.
            _sent[sender] = number + 1;
            Array.Clear(payload);
            if (random.Next(2) == 0)
            {
                await patience.CancelAsync();
            }

            try
            {
                await sending;
            }
            catch (OperationCanceledException exception)
            {
                Assert.Equal(patience.Token, exception.CancellationToken);
                Interlocked.Increment(ref _cancelled);
            }
        }
    }
}
