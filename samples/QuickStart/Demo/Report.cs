using System.Diagnostics;

namespace QuickStart.Demo;

/// <summary>Runs and times the sights of the tour, and prints one line for each.</summary>
internal static class Report
{
    private const int Repetitions = 200;

    public static void WriteHeader() => Console.WriteLine($"{"first ms",9} {"then ms",9}  {"what",-13} {"call",-35} outcome");

    public static void WriteLegend() => Console.WriteLine($"""

        First: cold, as right after a start. Then: the median of {Repetitions} more. Both there and back.
        """);

    /// <summary>Both the cold time and the median of the repetitions: either alone would flatter or slander.</summary>
    public static async Task WriteAsync(string what, string call, Func<Task<string>> sight)
    {
        var (first, outcome) = await TimeAsync(sight);
        var times = new double[Repetitions];
        for (var i = 0; i < times.Length; i++)
        {
            (times[i], _) = await TimeAsync(sight);
        }

        Array.Sort(times);
        Console.WriteLine($"{first,9:0.000} {times[times.Length / 2],9:0.000}  {what,-13} {call,-35} {outcome}");
    }

    public static async Task WriteRateAsync(string what, string call, int rounds, int calls, Func<int, Task> sight)
    {
        await sight(calls);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
        {
            await sight(calls);
        }

        var rate = rounds * calls / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{"",19}  {what,-13} {call,-35} {rate:#,0} calls a second, {calls:#,0} at a time");
    }

    private static async Task<(double Milliseconds, string Outcome)> TimeAsync(Func<Task<string>> sight)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await sight();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, outcome);
    }
}
