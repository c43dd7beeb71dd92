namespace WsRpc;

/// <summary>How long a call may take, in whole milliseconds, rounded up.</summary>
/// <param name="Milliseconds">From 1; 0 for as long as it takes; negative when the time is over already.</param>
internal readonly record struct CallTime(int Milliseconds)
{
    private const int Over = -1;

    public static CallTime Unbounded => default;

    public bool IsBounded => Milliseconds > 0;

    public bool IsOver => Milliseconds < 0;

    public static CallTime Of(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? Unbounded : new(time <= TimeSpan.Zero ? Over : (int)Math.Min(Math.Ceiling(time.TotalMilliseconds), int.MaxValue));

    public CallTime Smaller(CallTime other) => other == Unbounded || (this != Unbounded && Milliseconds <= other.Milliseconds) ? this : other;
}
