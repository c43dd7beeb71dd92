namespace WsRpc.Tests.Loops;

/// <summary>Works off numbers, each in a turn, and finds out when another worker does at the same time.</summary>
internal sealed class CountingLoop(int turns) : TransferableLoop
{
    private readonly TaskCompletionSource<string> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _next;

    /// <summary>What went wrong, if anything.</summary>
    public Task<string> Done => _done.Task;

    public override void Run()
    {
        while (true)
        {
            if (Interlocked.Increment(ref _inside) != 1)
            {
                _done.TrySetResult("Two workers were in the loop.");
            }

            // Not atomic: whoever shares it with another worker loses a number.
            var number = _next++;
            var turn = BeginTurn();
            Interlocked.Decrement(ref _inside);
            EnterUserCode();
            Thread.SpinWait(number % 50);
            if (!TryEndTurn(turn))
            {
                return;
            }

            if (number == turns)
            {
                _done.TrySetResult("");
                return;
            }
        }
    }
}
