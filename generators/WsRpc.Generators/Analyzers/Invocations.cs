using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace WsRpc.Generators.Analyzers;

/// <summary>Where calls are reported.</summary>
internal static class Invocations
{
    /// <summary>The name with its type argument, as in GetProxy&lt;IChat&gt;: what stands before it may span many lines.</summary>
    public static Location NameLocation(this IInvocationOperation invocation) => invocation.Syntax is InvocationExpressionSyntax syntax
        ? (syntax.Expression is MemberAccessExpressionSyntax member ? member.Name : syntax.Expression).GetLocation()
        : invocation.Syntax.GetLocation();
}
