using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace WsRpc.Architecture.Tests;

/// <summary>docs/observability.md has every instrument and every log event, and none that there is not.</summary>
public sealed partial class ObservabilityPageTests
{
    private static readonly string Page = Repository.Read("docs/observability.md");

    [Fact]
    public void The_page_and_the_instruments_agree()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "WsRpc")
                {
                    instruments.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
                }
            },
        };
        RuntimeHelpers.RunClassConstructor(typeof(RpcOptions).Assembly.GetType("WsRpc.Instruments", throwOnError: true)!.TypeHandle);
        listener.Start();
        Assert.Equal(instruments.Order(), Instrument().Matches(Page).Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}").Order());
    }

    [Fact]
    public void The_page_and_the_log_events_agree()
    {
        var events = typeof(RpcOptions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(message => $"{message.EventId} {message.Level}")
            .ToList();
        Assert.Equal(events.Distinct(), events);
        Assert.Equal(events.Order(), LogEvent().Matches(Page).Select(row => $"{row.Groups["id"]} {row.Groups["level"]}").Order());
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
        var name => name.ToLowerInvariant(),
    };

    [GeneratedRegex(@"^\| `(?<name>[a-z.]+[a-z_.]*)` \| (?<kind>histogram|counter|up-down counter) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>[A-Z][a-z]+) \|", RegexOptions.Multiline)]
    private static partial Regex LogEvent();
}
