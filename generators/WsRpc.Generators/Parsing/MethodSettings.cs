using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>What <c>[WsMethod]</c> says, and <c>[WsService]</c> for all methods, on how a method's calls travel.</summary>
internal static class MethodSettings
{
    private const int Positional = 0;
    private const int Object = 2;

    private static readonly string?[] Forms = [null, "Named", "Object"];

    /// <summary>How the arguments are sent, as a member of WsParams; null for positional ones.</summary>
    public static string? ParamsOf(IMethodSymbol method, ServiceAttribute settings) => Forms[FormOf(method, settings)];

    /// <summary>How many milliseconds a call may take; null where that is not said.</summary>
    public static int? TimeoutOf(IMethodSymbol method) => Argument(method, "TimeoutMilliseconds") as int?;

    /// <summary>How many items of a stream in the result may wait; 0 where that is not said, or makes no sense.</summary>
    public static int StreamBufferOf(IMethodSymbol method) =>
        ResultsInStream(method) && Argument(method, "StreamBuffer") is int and > 0 and var items ? items : 0;

    public static bool ResultsInStream(IMethodSymbol method) => Results.ValueOf(method.ReturnType) is { } value && Travel.IsStream(value);

    public static bool IsBarrier(IMethodSymbol method) => Argument(method, "Barrier") is true;

    public static void Check(IMethodSymbol method, ServiceAttribute settings, ContractReport report)
    {
        CheckParams(method, settings, report);
        var problem = TimeoutOf(method) switch
        {
            < 0 => "it is negative",
            > 0 when MethodNaming.IsNotification(method) => "nobody waits for a notification",
            _ => null,
        };
        if (problem is not null)
        {
            report.Add(Descriptors.Timeout, method, ContractMembers.NameOf(method), problem);
        }
    }

    private static void CheckParams(IMethodSymbol method, ServiceAttribute settings, ContractReport report)
    {
        if (FormOf(method, settings) != Object)
        {
            return;
        }

        var arguments = method.Parameters.Where(static parameter => !Travel.IsCancellationToken(parameter.Type)).ToList();
        if (arguments.Count > 1)
        {
            report.Add(Descriptors.ParamsObject, method, ContractMembers.NameOf(method), $"it has {arguments.Count} parameters");
        }
        else if (arguments is [var argument] && !MayBeObject(argument.Type))
        {
            report.Add(Descriptors.ParamsObject, method, ContractMembers.NameOf(method), $"{argument.Type.ToShortName()} is not written as a JSON object");
        }
    }

    private static int FormOf(IMethodSymbol method, ServiceAttribute settings)
    {
        var form = Argument(method, "Params") as int? ?? settings.Params;
        return form >= 0 && form < Forms.Length ? form : Positional;
    }

    private static object? Argument(IMethodSymbol method, string name) =>
        method.FindAttribute("WsMethodAttribute")?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    // What a converter makes of other types only the runtime sees.
    private static bool MayBeObject(ITypeSymbol type) =>
        ValueForms.Of(type) == ValueForm.Json && !JsonTypes.IsPrimitive(type) && type.TypeKind is not (TypeKind.Array or TypeKind.Enum)
        && type.SpecialType is not (SpecialType.System_Char or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime);
}
