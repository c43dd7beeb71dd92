namespace WsRpc.Faults.Calls;

/// <summary>
/// Tasks that call the same peer at the same time and cancel some of their calls. An answer has to be that of its own call: calls
/// are pooled, and one that ends twice would end another.
/// </summary>
internal sealed class CallStorm(ICounterpart peer, int seed)
{
    private const int Callers = 6;
    private const int Calls = 25;

    private int _answered;
    private int _cancelled;
    private int _failed;

    public int Answered => _answered;

    public int Cancelled => _cancelled;

    public int Failed => _failed;

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))));

    private async Task CallAsync(int caller)
    {
        var random = new Random((seed * Callers) + caller);
        for (var number = 0; number < Calls; number++)
        {
            using var patience = new CancellationTokenSource();
            var cancelling = random.Next(3) switch
            {
                0 => Task.Run(patience.Cancel),
                _ => Task.CompletedTask,
            };
            try
            {
                await CallOneAsync(random.Next(3), (caller * 1000) + number, random.Next(5000), patience.Token);
                Interlocked.Increment(ref _answered);
            }
            catch (OperationCanceledException exception)
            {
                Assert.Equal(patience.Token, exception.CancellationToken);
                Interlocked.Increment(ref _cancelled);
            }
            catch (RpcConnectionException)
            {
                Interlocked.Increment(ref _failed);
            }

            await cancelling;
        }
    }

    private async Task CallOneAsync(int kind, int value, int length, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case 0:
                Assert.Equal(value, await peer.NowAsync(value, cancellationToken));
                break;
            case 1:
                var text = $"{value} {new string('x', length)}";
                Assert.Equal(text, await peer.SoonAsync(text, cancellationToken));
                break;
            default:
                await peer.NoteAsync(value);
                break;
        }
    }
}
