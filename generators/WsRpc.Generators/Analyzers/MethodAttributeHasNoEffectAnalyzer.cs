using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Analyzers;

/// <summary>Reports <c>[WsMethod]</c>, <c>[WsNotification]</c> and <c>[WsOutlivesCall]</c> where no contract of the compilation takes any notice of them, or not of all that they say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MethodAttributeHasNoEffectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.MethodAttributeHasNoEffect);

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
        context.RegisterSymbolAction(CheckParameter, SymbolKind.Parameter);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var (method, attribute) in attributed)
            {
                if (attribute.ApplicationSyntaxReference?.GetSyntax(end.CancellationToken) is not AttributeSyntax syntax)
                {
                    continue;
                }

                if (!served.ContainsKey(method.ContainingType.OriginalDefinition))
                {
                    end.ReportDiagnostic(Describe(method, syntax, NameOf(attribute), $"{method.ContainingType.ToShortName()} is not a [WsService] interface, nor inherited by one; add the attribute to it, or remove this one"));
                }
                else if (FindArgument(syntax, "StreamBuffer") is { } buffer && !MethodSettings.ResultsInStream(method))
                {
                    end.ReportDiagnostic(Describe(method, buffer, $"{NameOf(attribute)}(StreamBuffer)", "it is for the items of a stream in the result; return IAsyncEnumerable<T>, or remove it"));
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

    private static void CheckParameter(SymbolAnalysisContext context)
    {
        var parameter = (IParameterSymbol)context.Symbol;
        if (parameter.FindAttribute("WsOutlivesCallAttribute") is { } attribute && !ValueForms.IsReference(parameter.Type)
            && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax)
        {
            context.ReportDiagnostic(Describe(parameter, syntax, NameOf(attribute), "it is for what is called by reference, such as a delegate or a [WsService]; remove it"));
        }
    }

    private static Diagnostic Describe(ISymbol member, SyntaxNode syntax, string what, string why) => Diagnostic.Create(
        Descriptors.MethodAttributeHasNoEffect, syntax.GetLocation(), what,
        member is IParameterSymbol parameter ? $"{ContractMembers.NameOf(parameter.ContainingSymbol)}({parameter.Name})" : ContractMembers.NameOf(member), why);

    private static AttributeArgumentSyntax? FindArgument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    private static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.Substring(0, name.Length - "Attribute".Length);
    }
}
