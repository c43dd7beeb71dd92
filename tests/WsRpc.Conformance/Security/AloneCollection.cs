namespace WsRpc.Conformance;

/// <summary>Tests that compare how long things take, and so run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
