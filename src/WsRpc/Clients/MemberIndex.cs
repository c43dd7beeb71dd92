namespace WsRpc;

/// <summary>Sets of connections by a name, each there as long as it has a member. Under its owner's lock.</summary>
internal sealed class MemberIndex
{
    private readonly Dictionary<string, MemberSet> _sets = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _sets.Keys;

    public RpcConnection[] Copy(string name) => _sets.TryGetValue(name, out var set) ? set.Copy : [];

    public int Count(string name) => _sets.TryGetValue(name, out var set) ? set.Count : 0;

    public bool Add(string name, RpcConnection connection)
    {
        if (!_sets.TryGetValue(name, out var set))
        {
            _sets.Add(name, set = new MemberSet());
        }

        return set.Add(connection);
    }

    public bool Remove(string name, RpcConnection connection)
    {
        if (!_sets.TryGetValue(name, out var set) || !set.Remove(connection))
        {
            return false;
        }

        if (set.Count == 0)
        {
            _sets.Remove(name);
        }

        return true;
    }
}
