namespace WsRpc.Tests.Loops;

/// <summary>A loop whose turns a test begins and ends, and that counts who goes on with it.</summary>
internal sealed class HandDrivenLoop : TransferableLoop
{
    public SemaphoreSlim Runs { get; } = new(0);

    public long Begin() => BeginTurn();

    public bool TryEnd(long turn) => TryEndTurn(turn);

    public override void Run() => Runs.Release();
}
