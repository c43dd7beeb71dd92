namespace WsRpc;

/// <summary>How long a call may take, in whole milliseconds, rounded up, and who says so.</summary>
/// <param name="Milliseconds">From 1; 0 for as long as it takes; negative when the time is over already.</param>
/// <param name="Bound">Whose bound it is, as users write it; null without one.</param>
internal readonly record struct CallTime(int Milliseconds, string? Bound)
{
    private const int Over = -1;

    public static CallTime Unbounded => default;

    public bool IsBounded => Milliseconds > 0;

    public bool IsOver => Milliseconds < 0;

    public static CallTime Of(TimeSpan time, string bound) =>
        time == Timeout.InfiniteTimeSpan ? Unbounded : Of(time <= TimeSpan.Zero ? Over : (int)Math.Min(Math.Ceiling(time.TotalMilliseconds), int.MaxValue), bound);

    /// <param name="milliseconds">0 for no bound.</param>
    /// <param name="bound">Whose.</param>
    public static CallTime Of(int milliseconds, string bound) => milliseconds == 0 ? Unbounded : new(milliseconds, bound);

    public CallTime Smaller(CallTime other) => other.Milliseconds == 0 || (Milliseconds != 0 && Milliseconds <= other.Milliseconds) ? this : other;

    /// <summary>What is left of it after some of it has passed; over when nothing is.</summary>
    public CallTime After(TimeSpan elapsed) => IsBounded ? Of(TimeSpan.FromMilliseconds(Milliseconds) - elapsed, Bound!) : this;

    /// <summary>For people.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Milliseconds / 1000.0} s ({Bound})");
}
