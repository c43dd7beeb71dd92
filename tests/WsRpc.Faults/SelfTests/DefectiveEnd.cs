using System.Buffers;
using WsRpc.Faults.Links;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.SelfTests;

/// <summary>An end with a defect, to see that a trial finds it.</summary>
internal sealed class DefectiveEnd(FaultyStream stream, FakeTimeProvider clock, Defect defect) : End(stream, clock)
{
    private readonly TaskCompletionSource _ending = new();

    public override WebSocketClosed? Closed => null;

    public override bool IsUnderTest => false;

    protected override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task TalkAsync()
    {
        switch (defect)
        {
            case Defect.KeepsABuffer:
                ArrayPool<byte>.Shared.Rent(100);
                break;
            case Defect.NeverEnds:
                await _ending.Task;
                break;
            case Defect.Throws:
                throw new NotSupportedException("not documented");
            case Defect.KeepsItsStream:
                return;
        }

        HasSucceeded = true;
        await Stream.DisposeAsync();
    }

    protected override void Cut() => _ending.TrySetResult();

    protected override Task OrderlyCloseAsync(int code) => Task.CompletedTask;
}
