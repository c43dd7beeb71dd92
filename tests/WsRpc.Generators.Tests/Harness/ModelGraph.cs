using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace WsRpc.Generators.Tests.Harness;

/// <summary>Walks everything that a tracked step hands on: a symbol in there keeps a whole compilation alive and is never equal to the next one.</summary>
internal static class ModelGraph
{
    private static readonly Type[] Banned =
        [typeof(ISymbol), typeof(Compilation), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SemanticModel), typeof(Location), typeof(SyntaxReference), typeof(AttributeData), typeof(SourceText)];

    public static void AssertHoldsNoSymbols(GeneratorDriverRunResult result)
    {
        foreach (var name in typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!))
        {
            foreach (var step in result.Results.Single().TrackedSteps.GetValueOrDefault(name, []))
            {
                foreach (var (value, _) in step.Outputs)
                {
                    Visit(value, name, new(ReferenceEqualityComparer.Instance));
                }
            }
        }
    }

    public static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        // Assignability, because every symbol is an internal class behind these types.
        Assert.False(Banned.Any(type => type.IsInstanceOfType(value)), $"{path} holds a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, $"{path}[]", seen);
            }
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
