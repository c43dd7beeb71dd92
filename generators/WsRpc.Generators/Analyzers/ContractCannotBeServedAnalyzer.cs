using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Analyzers;

/// <summary>Runs the generator's parser over every <c>[WsService]</c> interface and reports what it found.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractCannotBeServedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.GenericContract, Descriptors.UnreachableContract, Descriptors.LanguageVersion, Descriptors.Property, Descriptors.Event,
        Descriptors.StaticAbstractMember, Descriptors.GenericMethod, Descriptors.VoidResult, Descriptors.NullableStream, Descriptors.UnsupportedResult,
        Descriptors.ValueFromNotification, Descriptors.ByReferenceParameter, Descriptors.CannotTravel, Descriptors.CancellationTokenPosition,
        Descriptors.DuplicateWireName, Descriptors.InvalidWireName, Descriptors.CallbackNotAService, Descriptors.JsonContextNotAContext,
        Descriptors.TypeMissingFromJsonContext, Descriptors.NoBaseClass, Descriptors.ParamsObject, Descriptors.Timeout,
        Descriptors.FaultType, Descriptors.FaultCode, Descriptors.QueueKey, Descriptors.NeedsCall);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // The generator serves contracts in generated files too, so silence about those would be a riddle.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type || type.FindServiceAttribute() is not { } attribute)
        {
            return;
        }

        foreach (var diagnostic in ContractParser.Parse(type, attribute, context.Compilation, context.CancellationToken).Diagnostics)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
