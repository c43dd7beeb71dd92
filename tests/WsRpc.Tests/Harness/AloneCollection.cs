namespace WsRpc.Tests;

/// <summary>Tests that look at the whole process, and so run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
