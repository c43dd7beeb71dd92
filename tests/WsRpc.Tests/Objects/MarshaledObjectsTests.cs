using WsRpc.CompilerServices;

namespace WsRpc.Tests.Objects;

/// <summary>When an object of this end is the peer's to let go, and when it is lost with the connection.</summary>
public sealed class MarshaledObjectsTests
{
    private static readonly RpcObjectContract Contract = RpcContracts.Get(typeof(IDisposable));

    private readonly List<object> _lost = [];
    private readonly MarshaledObjects _objects;

    public MarshaledObjectsTests() => _objects = new MarshaledObjects(8, new RpcCounters(), one => _lost.Add(one.Target));

    [Fact]
    public void What_the_peer_holds_is_lost_with_the_connection()
    {
        var (held, lent) = (Lend(), Lend());
        held.Outlive();
        _objects.End();
        Assert.Equal([held.Target], _lost);
        lent.Dispose();
        Assert.Equal([held.Target], _lost);
    }

    [Fact]
    public void What_the_peer_turns_out_to_hold_behind_the_end_is_lost_then()
    {
        var lent = Lend();
        _objects.End();
        Assert.Empty(_lost);
        lent.Outlive();
        Assert.Equal([lent.Target], _lost);
    }

    [Fact]
    public void What_the_peer_has_let_go_is_not_lost()
    {
        var lent = Lend();
        Assert.True(_objects.Remove(lent.Handle));
        _objects.End();
        lent.Outlive();
        Assert.Empty(_lost);
    }

    private MarshaledObject Lend()
    {
        var target = new Lease();
        return _objects.Add(target, Contract, Contract.CreateDispatcher(target, null!), endsWithCall: false)!;
    }
}
