namespace WsRpc.Generators;

/// <summary>Names of the pipeline's steps; the tests find them here and check each for caching.</summary>
internal static class TrackingNames
{
    public const string Contracts = nameof(Contracts);
    public const string HintNameCollisions = nameof(HintNameCollisions);
    public const string NamedContracts = nameof(NamedContracts);
}
