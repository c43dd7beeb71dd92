namespace WsRpc.Soak;

/// <summary>Several calls in one message.</summary>
internal sealed class Batches : IWork
{
    public string Name => "batches";

    public async Task DoAsync(Member member, Random random)
    {
        using var batch = member.Client.BeginBatch();
        var soak = batch.GetProxy<ISoak>();
        var calls = Enumerable.Range(0, random.Next(1, 10)).Select(i => soak.AddAsync(i, 1).AsTask()).ToArray();
        var note = soak.NoteAsync(1).AsTask();
        try
        {
            await batch.SendAsync();
        }
        finally
        {
            // Whatever became of the batch, each of them ends.
            await Task.WhenAll([.. calls, note]);
        }

        Assert.Equal(Enumerable.Range(1, calls.Length), calls.Select(call => call.Result));
    }
}
