namespace WsRpc.Faults.Talks;

internal sealed class Visitor : IVisitor
{
    public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public ValueTask SeenAsync(string text) => default;
}
