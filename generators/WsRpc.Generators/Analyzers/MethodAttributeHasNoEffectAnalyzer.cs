using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Analyzers;

/// <summary>Reports <c>[WsMethod]</c> and <c>[WsNotification]</c> where no contract of the compilation takes any notice of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MethodAttributeHasNoEffectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.AttributeOutsideContract);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    // Whether a plain interface is the base of a contract is known only when all of them have been seen.
    private static void Start(CompilationStartAnalysisContext context)
    {
        var served = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
        var attributed = new ConcurrentBag<(IMethodSymbol Method, AttributeData Attribute)>();
        context.RegisterSymbolAction(symbol => Note((INamedTypeSymbol)symbol.Symbol, served), SymbolKind.NamedType);
        context.RegisterSymbolAction(symbol => Note((IMethodSymbol)symbol.Symbol, attributed), SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var (method, attribute) in attributed)
            {
                if (!served.ContainsKey(method.ContainingType.OriginalDefinition))
                {
                    end.ReportDiagnostic(Describe(method, attribute, end));
                }
            }
        });
    }

    private static void Note(INamedTypeSymbol type, ConcurrentDictionary<INamedTypeSymbol, bool> served)
    {
        if (!type.IsService())
        {
            return;
        }

        served.TryAdd(type, true);
        foreach (var parent in type.AllInterfaces)
        {
            served.TryAdd(parent.OriginalDefinition, true);
        }
    }

    private static void Note(IMethodSymbol method, ConcurrentBag<(IMethodSymbol, AttributeData)> attributed)
    {
        foreach (var attribute in new[] { method.FindAttribute("WsMethodAttribute"), method.FindAttribute("WsNotificationAttribute") })
        {
            if (attribute is not null)
            {
                attributed.Add((method, attribute));
            }
        }
    }

    private static Diagnostic Describe(IMethodSymbol method, AttributeData attribute, CompilationAnalysisContext context)
    {
        var location = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? method.Locations[0];
        var name = attribute.AttributeClass!.Name;
        return Diagnostic.Create(Descriptors.AttributeOutsideContract, location,
            name.Substring(0, name.Length - "Attribute".Length), ContractMembers.NameOf(method), method.ContainingType.ToShortName());
    }
}
