namespace WsRpc.Fuzz.Tests;

/// <summary>Runs when nothing else does: what the pools report costs every thread that uses them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
