using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Analyzers;

/// <summary>Reports calls that have an answer on what stands for many clients (<c>clients.All.ConfirmAsync()</c>), before they throw at run time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallOnManyClientsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.CallOnMany);

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
        if (NameOfMany(invocation.Instance) is { } many && IsAnswered(invocation.TargetMethod))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.CallOnMany, invocation.NameLocation(), ContractMembers.NameOf(invocation.TargetMethod), many));
        }
    }

    // The view itself; one that was kept in a variable is told of at run time.
    private static string? NameOfMany(IOperation? instance) => instance switch
    {
        IConversionOperation conversion => NameOfMany(conversion.Operand),
        IPropertyReferenceOperation { Property: { Name: "All" } property } when IsOfClients(property) => property.Name,
        IInvocationOperation { TargetMethod: { Name: "User" or "Group" or "AllExcept" or "GroupExcept" } method } when IsOfClients(method) => method.Name,
        _ => null,
    };

    private static bool IsOfClients(ISymbol member) => member.ContainingType is { Name: "IRpcClients", Arity: 1 } type && type.ContainingNamespace is { Name: "WsRpc", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsAnswered(IMethodSymbol method) =>
        method.ContainingType.TypeKind == TypeKind.Interface && !method.IsStatic && method.IsAbstract && !MethodNaming.IsNotification(method);
}
