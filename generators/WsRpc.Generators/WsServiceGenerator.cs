using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsRpc.Generators.Emitting;
using WsRpc.Generators.Model;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators;

/// <summary>
/// Writes proxy, dispatcher and base class of every <c>[WsService]</c> interface. Only wiring: the parser turns symbols into a
/// model, the emitters print it, and contracts that cannot be served are skipped here and reported by the analyzers.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class WsServiceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ServiceAttribute.MetadataName,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributed, cancellationToken) => ContractParser.Parse(attributed, cancellationToken))
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!)
            .WithTrackingName(TrackingNames.Contracts);

        var collisions = contracts
            .Select(static (contract, _) => contract.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.FindCollisions(names))
            .WithTrackingName(TrackingNames.HintNameCollisions);

        var named = contracts
            .Combine(collisions)
            .Select(static (pair, _) => HintNames.MakeUnique(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.NamedContracts);

        context.RegisterSourceOutput(named, Emit);
    }

    private static void Emit(SourceProductionContext context, ContractModel contract)
    {
        context.AddSource($"{contract.HintName}.Proxy.g.cs", ProxyEmitter.Emit(contract));
        context.AddSource($"{contract.HintName}.Dispatcher.g.cs", DispatcherEmitter.Emit(contract));
        if (contract.Base is { } stub)
        {
            context.AddSource($"{contract.HintName}.Base.g.cs", BaseEmitter.Emit(contract, stub));
        }
    }
}
