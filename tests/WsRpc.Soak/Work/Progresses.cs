namespace WsRpc.Soak;

/// <summary>Calls that tell how far they are.</summary>
internal sealed class Progresses : IWork
{
    public string Name => "progresses";

    public async Task DoAsync(Member member, Random random)
    {
        var reports = new Reports();
        var to = random.Next(1, 20);
        Assert.Equal(to, await member.Soak.CountAsync(to, reports));
        Assert.True(reports.AreInOrder && reports.Last <= to, $"Reports are those of another call, or out of order; the last of {to} was {reports.Last}.");
    }

    private sealed class Reports : IProgress<int>
    {
        public bool AreInOrder { get; private set; } = true;

        public int Last { get; private set; }

        public void Report(int value)
        {
            AreInOrder &= value > Last;
            Last = value;
        }
    }
}
