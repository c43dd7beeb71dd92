using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>Reads a <c>[WsService]</c> interface. Generator and analyzer run the same parser, so neither knows better than the other.</summary>
internal static class ContractParser
{
    public static ContractModel? Parse(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken)
    {
        var contract = (INamedTypeSymbol)attributed.TargetSymbol;
        return IsFirstDeclaration(contract, attributed.TargetNode)
            ? Parse(contract, attributed.Attributes[0], attributed.SemanticModel.Compilation, cancellationToken).Model
            : null;
    }

    public static ParsedContract Parse(INamedTypeSymbol contract, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        var report = new ContractReport(contract);
        if (!CanHoldContract(contract, compilation, report))
        {
            return new(null, report.Diagnostics);
        }

        var settings = new ServiceAttribute(attribute);
        ServiceRules.Check(settings, contract, report);
        var methods = ContractMembers.Find(contract, report);
        foreach (var method in methods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MethodRules.Check(method, report);
            MethodSettings.Check(method, settings, report);
            Faults.Check(method, report);
            NotificationQueue.Check(method, report);
        }

        var events = ContractMembers.FindEvents(contract);
        foreach (var @event in events)
        {
            EventRules.Check(@event, report);
        }

        var wireNames = MethodNaming.Resolve(contract, settings, methods, report);
        var eventNames = EventNaming.Resolve(contract, settings, events, methods, wireNames, report);
        JsonContextRules.Check(settings, methods, events, report);
        var model = report.IsValid ? ModelBuilder.Build(contract, settings, methods, wireNames, events, eventNames, report) : null;
        return new(model, report.Diagnostics);
    }

    private static bool CanHoldContract(INamedTypeSymbol contract, Compilation compilation, ContractReport report)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 } csharp)
        {
            report.Add(Descriptors.LanguageVersion, contract.Name, csharp.LanguageVersion.ToDisplayString());
        }
        else if (contract.IsGeneric())
        {
            report.Add(Descriptors.GenericContract, contract.ToShortName());
        }
        else if (!contract.IsReachable())
        {
            report.Add(Descriptors.UnreachableContract, contract.Name);
        }

        return report.IsValid;
    }

    // Two parts of a partial interface may both carry the attribute; the compiler objects, and one set of files is enough.
    private static bool IsFirstDeclaration(INamedTypeSymbol contract, SyntaxNode declaration) =>
        contract.FindServiceAttribute()?.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(first.Span);
}
