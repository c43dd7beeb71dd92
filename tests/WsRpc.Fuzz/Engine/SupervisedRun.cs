namespace WsRpc.Fuzz.Engine;

/// <summary>A run on a thread of its own, whose reader may fail to return.</summary>
internal static class SupervisedRun
{
    // No reader takes a thousandth of it for inputs as short as these.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<FuzzFinding?> OfAsync(FuzzTarget target, FuzzSettings settings, Fuzzer fuzzer, Func<FuzzFinding?> start, TimeSpan patience)
    {
        var run = Task.Factory.StartNew(start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (long inspected = -1, before = -2; inspected != before;)
        {
            if (await Task.WhenAny(run, Task.Delay(patience)) == run)
            {
                return await run;
            }

            (before, inspected) = (inspected, fuzzer.Inspected);
        }

        return new FuzzFinding(target.Name, settings.Seed, fuzzer.Iteration, fuzzer.Current, new FuzzFailureException(Rules.Returns, "a call has not returned"));
    }
}
