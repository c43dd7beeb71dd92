namespace WsRpc.Tests.Allocations;

/// <summary>What a call of a method with a token allocates on both ends together, to the byte.</summary>
[Collection(nameof(AloneCollection))]
public sealed class CancellableCallAllocationTests : IDisposable
{
    private readonly HandDrivenEngines<IMeter> _engines = new(new Meter());
    private readonly CancellationTokenSource _source = new();

    // The end of the connection cancels the service too, so it has a source even when the caller cannot cancel.
    private readonly double _sourceOfService = Allocated.By(() => new CancellationTokenSource());

    // A cancellation may hold on to its call after the call's end, so one behind a task is not used again.
    private readonly double _callNotUsedAgain = Allocated.By(() => new TaskCall<int>());

    private readonly double _task = CallAllocationTests.TaskOf<int>();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void ValueTask_call_that_cannot_be_cancelled_allocates_the_source_of_the_service() =>
        Assert.Equal(_sourceOfService, Allocated.PerCall(() => AddByValueTask(CancellationToken.None)));

    [Fact]
    public void ValueTask_call_that_can_be_cancelled_allocates_no_more() =>
        Assert.Equal(_sourceOfService, Allocated.PerCall(() => AddByValueTask(_source.Token)));

    [Fact]
    public void ValueTask_call_with_a_source_of_its_own_also_allocates_that_and_its_registration()
    {
        var registered = Allocated.By(() =>
        {
            var source = new CancellationTokenSource();
            source.Token.UnsafeRegister(static _ => { }, this).Dispose();
            return source;
        });
        Assert.Equal(registered + _sourceOfService, Allocated.PerCall(() =>
        {
            using var source = new CancellationTokenSource();
            AddByValueTask(source.Token);
        }));
    }

    [Fact]
    public void Task_call_that_cannot_be_cancelled_allocates_its_task_and_the_source_of_the_service() =>
        Assert.Equal(_task + _sourceOfService, Allocated.PerCall(() => AddByTask(CancellationToken.None)));

    [Fact]
    public void Task_call_that_can_be_cancelled_also_allocates_the_call() =>
        Assert.Equal(_task + _callNotUsedAgain + _sourceOfService, Allocated.PerCall(() => AddByTask(_source.Token)));

    private void AddByValueTask(CancellationToken cancellationToken)
    {
        var sum = _engines.Proxy.AddCancellableAsync(1, 2, cancellationToken);
        _engines.Deliver();
        CallAllocationTests.Expect(3, sum.Result);
    }

    private void AddByTask(CancellationToken cancellationToken)
    {
        var sum = _engines.Proxy.AddCancellableTaskAsync(1, 2, cancellationToken);
        _engines.Deliver();
        CallAllocationTests.Expect(3, sum.Result);
    }
}
