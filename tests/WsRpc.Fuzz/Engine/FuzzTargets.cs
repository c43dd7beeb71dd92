namespace WsRpc.Fuzz.Engine;

/// <summary>All targets there are.</summary>
internal static class FuzzTargets
{
    private static readonly FuzzTarget[] All =
        [.. typeof(FuzzTargets).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(FuzzTarget)) && !type.IsAbstract && type.GetConstructor([]) is not null)
            .Select(type => (FuzzTarget)Activator.CreateInstance(type)!)
            .OrderBy(target => target.Name, StringComparer.Ordinal)];

    public static IEnumerable<string> Names => All.Select(target => target.Name);

    public static FuzzTarget Named(string name) => All.Single(target => target.Name == name);
}
