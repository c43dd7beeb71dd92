using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Analyzers;

/// <summary>Reports <c>GetProxy&lt;T&gt;</c>, <c>AddService&lt;T&gt;</c> and <c>Clients&lt;T&gt;</c> calls whose T is no contract, before they throw at run time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeArgumentIsNotAServiceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.NotAService);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        var method = invocation.TargetMethod;
        if (method is not { Name: "GetProxy" or "AddService" or "Clients", IsGenericMethod: true } || !IsOurs(method))
        {
            return;
        }

        var type = method.TypeArguments[0];
        if (type.TypeKind is TypeKind.TypeParameter or TypeKind.Error || type.IsService())
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotAService, invocation.NameLocation(), type.ToShortName(), RemedyFor(type, method)));
    }

    private static bool IsOurs(IMethodSymbol method) =>
        method.ContainingAssembly.Name is var name && (name == "WsRpc" || name.StartsWith("WsRpc.", StringComparison.Ordinal))
        && method.ContainingNamespace.ToDisplayString() is var home && (home == "WsRpc" || home.StartsWith("WsRpc.", StringComparison.Ordinal));

    private static string RemedyFor(ITypeSymbol type, IMethodSymbol method)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return "add the attribute";
        }

        var contract = type.AllInterfaces.FirstOrDefault(static parent => parent.IsService())?.ToShortName() ?? "IContract";
        return $"name the contract: {method.Name}<{contract}>";
    }
}
