using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>What holds for the arguments of <c>[WsService]</c>.</summary>
internal static class ServiceRules
{
    public static void Check(ServiceAttribute settings, INamedTypeSymbol contract, ContractReport report)
    {
        CheckPrefix(settings, contract, report);
        CheckCallback(settings, contract, report);
        CheckJsonContext(settings, contract, report);
    }

    private static void CheckPrefix(ServiceAttribute settings, INamedTypeSymbol contract, ContractReport report)
    {
        var prefix = WireNames.PrefixOf(contract, settings);
        if (prefix.Length > 0 && WireNames.FindProblem(prefix + ".") is { } problem)
        {
            report.Add(Descriptors.InvalidWireName, prefix, contract.Name, problem, "[WsService(\"…\")]");
        }
    }

    private static void CheckCallback(ServiceAttribute settings, INamedTypeSymbol contract, ContractReport report)
    {
        if (settings.Callback is not { } callback)
        {
            return;
        }

        if (callback.TypeKind == TypeKind.Error)
        {
            report.Invalidate();
        }
        else if (callback is not INamedTypeSymbol named || !named.IsService() || named.IsGeneric() || !named.IsReachable())
        {
            report.Add(Descriptors.CallbackNotAService, settings.LocationOf("Callback"), callback.ToShortName(), contract.Name);
        }
    }

    private static void CheckJsonContext(ServiceAttribute settings, INamedTypeSymbol contract, ContractReport report)
    {
        if (settings.JsonContext is not { } context)
        {
            return;
        }

        if (context.TypeKind == TypeKind.Error)
        {
            report.Invalidate();
        }
        else if (context is not INamedTypeSymbol { IsAbstract: false } named || !DerivesFromContext(named) || named.IsGeneric() || !named.IsReachable())
        {
            report.Add(Descriptors.JsonContextNotAContext, settings.LocationOf("JsonContext"), context.ToShortName(), contract.Name);
        }
    }

    private static bool DerivesFromContext(INamedTypeSymbol type) =>
        type.BaseType is { } parent && (parent.Is("System.Text.Json.Serialization", "JsonSerializerContext") || DerivesFromContext(parent));
}
