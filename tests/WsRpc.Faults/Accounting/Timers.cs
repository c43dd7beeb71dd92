namespace WsRpc.Faults.Accounting;

/// <summary>The timers that wait on the clocks of one run.</summary>
internal sealed class Timers(FakeTimeProvider clock) : ICount
{
    public string Name => "timers";

    public int Outstanding => clock.TimerCount;

    public void Begin()
    {
    }

    public string Describe() => "of the injected clock";
}
