using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>The result types a method may have: Task, Task&lt;T&gt;, ValueTask, ValueTask&lt;T&gt;.</summary>
internal static class Results
{
    public static bool IsSupported(IMethodSymbol method) =>
        method is { ReturnsByRef: false, ReturnsByRefReadonly: false }
        && (IsTask(method.ReturnType) || IsValueTask(method.ReturnType))
        && !(method.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated });

    public static bool IsValueTask(ITypeSymbol type) => type.Is("System.Threading.Tasks", "ValueTask");

    /// <summary>The T of <c>Task&lt;T&gt;</c>; null where the task has none.</summary>
    public static ITypeSymbol? ValueOf(ITypeSymbol task) => task is INamedTypeSymbol { TypeArguments: [var value] } ? value : null;

    /// <summary><c>IAsyncEnumerable&lt;T&gt;</c>, or a task of it.</summary>
    public static bool IsStream(ITypeSymbol type) =>
        Travel.IsStream(type) || (IsTask(type) || IsValueTask(type)) && ValueOf(type) is { } value && Travel.IsStream(value);

    private static bool IsTask(ITypeSymbol type) => type.Is("System.Threading.Tasks", "Task");
}
