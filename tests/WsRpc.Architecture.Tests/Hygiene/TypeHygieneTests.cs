using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace WsRpc.Architecture.Tests;

public sealed partial class TypeHygieneTests
{
    // Classes that users derive from, though nothing here does: name -> reason.
    private static readonly Dictionary<string, string> OpenForUsers = [];

    // Polyfills have the framework's names and so its namespaces.
    private const string Polyfills = "generators/WsRpc.Generators/Compatibility/";

    private static readonly INamedTypeSymbol[] Types = [.. SourceCompilation.Shipped.SelectMany(c => c.Types())];

    [Fact]
    public void A_class_is_sealed_unless_something_derives_from_it()
    {
        var bases = Types.Select(t => t.BaseType?.OriginalDefinition.ToDisplayString()).ToHashSet();
        Offenders.None(Types
            .Where(t => t is { TypeKind: TypeKind.Class, IsSealed: false, IsAbstract: false, IsStatic: false })
            .Select(t => t.ToDisplayString())
            .Where(name => !bases.Contains(name) && !OpenForUsers.ContainsKey(name)));
    }

    [Fact]
    public void No_exception_to_the_rule_outlives_its_class() =>
        Offenders.None(OpenForUsers.Keys.Except(Types.Select(t => t.ToDisplayString())));

    [Fact]
    public void Public_types_are_not_in_internal_namespaces() =>
        Offenders.None(Types.Where(t => t.DeclaredAccessibility == Accessibility.Public && t.ContainingNamespace.ToDisplayString().Split('.').Contains("Internal")));

    [Fact]
    public void Names_say_what_a_type_does() =>
        Offenders.None(Types.Where(t => NamesThatSayNothing().IsMatch(t.Name)));

    [Fact]
    public void A_file_has_one_public_type_and_its_name() =>
        Offenders.None(Types
            .Where(t => t is { DeclaredAccessibility: Accessibility.Public, ContainingType: null })
            .SelectMany(t => t.Files(), (t, file) => (t.Name, file))
            .Where(x => FileNameFor().Match(Path.GetFileName(x.file)).Groups["type"].Value != x.Name));

    [Fact]
    public void A_namespace_is_the_folder_of_its_layer() =>
        Offenders.None(Types
            .SelectMany(t => t.Files(), (t, file) => (Actual: t.ContainingNamespace.ToDisplayString(), Expected: NamespaceOf(file), file))
            .Where(x => x.Actual != x.Expected && !x.file.StartsWith(Polyfills, StringComparison.Ordinal))
            .Distinct());

    // The second folder names a namespace in the protocol and the generator; in the runtime only two do, because users see the others as one.
    private static string NamespaceOf(string file)
    {
        var parts = file.Split('/');
        return parts switch
        {
            [_, "WsRpc", "CompilerServices" or "Testing", ..] => $"WsRpc.{parts[2]}",
            [_, "WsRpc", ..] => "WsRpc",
            [_, var project, var folder, _, ..] => $"{project}.{folder}",
            [_, var project, ..] => project,
            _ => "",
        };
    }

    [GeneratedRegex("(Helpers?|Managers?|Utils?|Utility|Utilities)$")]
    private static partial Regex NamesThatSayNothing();

    // Type.cs, Type.Aspect.cs, Type{T}.cs
    [GeneratedRegex(@"^(?<type>[^.{]+)(\{[^}]*\})?(\.[^.]+)*\.cs$")]
    private static partial Regex FileNameFor();
}
