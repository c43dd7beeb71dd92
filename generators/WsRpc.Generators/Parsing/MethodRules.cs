using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>What holds for every method of a contract.</summary>
internal static class MethodRules
{
    public static void Check(IMethodSymbol method, ContractReport report)
    {
        if (method.IsGenericMethod)
        {
            report.Add(Descriptors.GenericMethod, method, ContractMembers.NameOf(method));
            return;
        }

        CheckResult(method, report);
        foreach (var parameter in method.Parameters)
        {
            CheckParameter(parameter, method, report);
        }
    }

    /// <summary>Whether it is not ours to say what it returns: delegates, and <c>IDisposable.Dispose</c>.</summary>
    public static bool MayReturnNothing(IMethodSymbol method) => method.MethodKind == MethodKind.DelegateInvoke || Travel.IsDisposable(method.ContainingType);

    private static void CheckResult(IMethodSymbol method, ContractReport report)
    {
        var name = ContractMembers.NameOf(method);
        var type = method.ReturnType;
        if (type.MentionsError())
        {
            report.Invalidate();
        }
        else if (method.ReturnsVoid && !MayReturnNothing(method))
        {
            var advice = MethodNaming.IsNotification(method) ? "return ValueTask" : "return Task, or mark it [WsNotification] and return ValueTask";
            report.Add(Descriptors.VoidResult, method, name, advice);
        }
        else if (Results.ValueOf(type) is { NullableAnnotation: NullableAnnotation.Annotated } stream && Travel.IsStream(stream))
        {
            report.Add(Descriptors.NullableStream, method, name);
        }
        else if (!method.ReturnsVoid && !Results.IsSupported(method))
        {
            report.Add(Descriptors.UnsupportedResult, method, name, type.ToShortName());
        }
        else if (Results.ValueOf(type) is { } value)
        {
            CheckValue(value, method, report);
        }
    }

    private static void CheckValue(ITypeSymbol value, IMethodSymbol method, ContractReport report)
    {
        if (MethodNaming.IsNotification(method))
        {
            report.Add(Descriptors.ValueFromNotification, method, ContractMembers.NameOf(method), value.ToShortName());
        }
        else if (Travel.FindProblemOfResult(value) is var (part, reason))
        {
            report.Add(Descriptors.CannotTravel, method, ContractMembers.NameOf(method), part.ToShortName(), reason);
        }
    }

    private static void CheckParameter(IParameterSymbol parameter, IMethodSymbol method, ContractReport report)
    {
        var name = $"{ContractMembers.NameOf(method)}({parameter.Name})";
        if (parameter.Type.MentionsError() || Delegates.MentionError(parameter.Type))
        {
            report.Invalidate();
        }
        else if (parameter.RefKind != RefKind.None)
        {
            report.Add(Descriptors.ByReferenceParameter, parameter, name, KeywordOf(parameter.RefKind), "pass it by value");
        }
        else if (parameter.IsParams)
        {
            report.Add(Descriptors.ByReferenceParameter, parameter, name, "params", "take a plain array");
        }
        else if (Travel.IsCancellationToken(parameter.Type))
        {
            if (parameter.Ordinal != method.Parameters.Length - 1)
            {
                report.Add(Descriptors.CancellationTokenPosition, parameter, name);
            }
        }
        else if (ValueForms.NeedsCall(parameter.Type) && MethodNaming.IsNotification(method))
        {
            report.Add(Descriptors.NeedsCall, parameter, name, parameter.Type.ToShortName());
        }
        else if (Travel.FindProblemOfParameter(parameter.Type) is var (part, reason))
        {
            report.Add(Descriptors.CannotTravel, parameter, name, part.ToShortName(), reason);
        }
    }

    private static string KeywordOf(RefKind kind) => kind switch
    {
        RefKind.Out => "out",
        RefKind.Ref => "ref",
        RefKind.In => "in",
        _ => "ref readonly",
    };
}
