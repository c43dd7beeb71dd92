using System.Runtime.CompilerServices;

namespace WsRpc.Tests.Allocations;

/// <summary>What a call allocates on both ends together, to the byte. Alone, because other tests draw on the same pools.</summary>
[Collection(nameof(AloneCollection))]
public sealed class CallAllocationTests
{
    private readonly Meter _meter = new();
    private readonly HandDrivenEngines<IMeter> _engines;

    public CallAllocationTests() => _engines = new HandDrivenEngines<IMeter>(_meter);

    [Fact]
    public void ValueTask_call_allocates_nothing() =>
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var sum = _engines.Proxy.AddAsync(1, 2);
            _engines.Deliver();
            Expect(3, sum.Result);
        }));

    [Fact]
    public void Call_with_a_deadline_allocates_nothing_either()
    {
        var bounded = new HandDrivenEngines<IMeter>(_meter, CallTime.Of(TimeSpan.FromMinutes(10), "test"));
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var sum = bounded.Proxy.AddAsync(1, 2);
            bounded.Deliver();
            Expect(3, sum.Result);
        }));
    }

    [Fact]
    public void Call_whose_service_completes_later_allocates_nothing_either() =>
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var sum = _engines.Proxy.AddLaterAsync(1, 2);
            _engines.Deliver();
            _meter.CompleteLater();
            _engines.Deliver();
            Expect(3, sum.Result);
        }));

    [Fact]
    public void ValueTask_call_without_result_allocates_nothing()
    {
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            var touch = _engines.Proxy.TouchAsync();
            _engines.Deliver();
            touch.GetAwaiter().GetResult();
        }));
        Assert.NotEqual(0, _meter.Touches);
    }

    [Fact]
    public void Notification_allocates_nothing()
    {
        Assert.Equal(0, Allocated.PerCall(() =>
        {
            _engines.Proxy.TickAsync(1).GetAwaiter().GetResult();
            _engines.Deliver();
        }));
        Assert.NotEqual(0, _meter.Ticks);
    }

    [Fact]
    public void Task_call_allocates_its_task() =>
        Assert.Equal(TaskOf<int>(), Allocated.PerCall(() =>
        {
            var sum = _engines.Proxy.AddTaskAsync(1, 2);
            _engines.Deliver();
            Expect(3, sum.Result);
        }));

    [Fact]
    public void Task_call_without_result_allocates_its_task()
    {
        Assert.Equal(TaskOf<NoResult>(), Allocated.PerCall(() =>
        {
            var touch = _engines.Proxy.TouchTaskAsync();
            _engines.Deliver();
            touch.GetAwaiter().GetResult();
        }));
        Assert.NotEqual(0, _meter.Touches);
    }

    [Theory]
    [InlineData("")]
    [InlineData("32 characters, none of them rare")]
    [InlineData("Gr\u00FC\u00DFe \u2713 \uD83D\uDE00 \"quoted\" \\ and\nbroken")]
    public void String_call_allocates_the_argument_that_the_service_gets_and_the_result_that_the_caller_gets(string text)
    {
        var one = text.Length == 0 ? 0 : Allocated.By(() => new string('x', text.Length));
        Assert.Equal(2 * one, Allocated.PerCall(() =>
        {
            var echo = _engines.Proxy.EchoAsync(text);
            _engines.Deliver();
            Expect(text, echo.Result);
        }));
    }

    /// <summary>A bare task, as an async method makes one that does not complete at once.</summary>
    internal static double TaskOf<T>() => Allocated.By(() =>
    {
        var builder = AsyncTaskMethodBuilder<T>.Create();
        return builder.Task;
    });

    internal static void Expect<T>(T expected, T actual)
        where T : IEquatable<T>
    {
        if (!actual.Equals(expected))
        {
            Assert.Equal(expected, actual);
        }
    }
}
