using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>The result types a method may have: Task, Task&lt;T&gt;, ValueTask, ValueTask&lt;T&gt;, IAsyncEnumerable&lt;T&gt;.</summary>
internal static class Results
{
    public static bool IsSupported(IMethodSymbol method) =>
        method is { ReturnsByRef: false, ReturnsByRefReadonly: false }
        && (IsTask(method.ReturnType) || IsValueTask(method.ReturnType) || Travel.IsStream(method.ReturnType))
        && !(method.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated });

    public static bool IsValueTask(ITypeSymbol type) => type.Is("System.Threading.Tasks", "ValueTask");

    /// <summary>The T of <c>Task&lt;T&gt;</c>, or the stream that is returned without a task; null where there is none.</summary>
    public static ITypeSymbol? ValueOf(ITypeSymbol type) =>
        Travel.IsStream(type) ? type
        : type is INamedTypeSymbol { TypeArguments: [var value] } ? value
        : null;

    private static bool IsTask(ITypeSymbol type) => type.Is("System.Threading.Tasks", "Task");
}
