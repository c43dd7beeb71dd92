using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsRpc.Architecture.Tests;

/// <summary>Finds every use of a type or member in a compilation and the file that declares what is used.</summary>
internal static class Dependencies
{
    public static IEnumerable<Dependency> Of(Compilation compilation) =>
        from mention in Mentions(compilation)
        from target in Targets(mention.Symbol, mention.File)
        select new Dependency(mention.File, mention.Line, target, mention.Symbol.ToDisplayString());

    /// <summary>
    /// An expression mentions what it names and the types that flow through it, `var` and target-typed `new` included;
    /// documentation mentions nothing.
    /// </summary>
    public static IEnumerable<Mention> Mentions(Compilation compilation) =>
        from tree in compilation.Written()
        let model = compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes()
        where node is ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
        from symbol in Mentioned(model, node)
        select new Mention(tree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, symbol);

    private static IEnumerable<ISymbol> Mentioned(SemanticModel model, SyntaxNode node)
    {
        var type = model.GetTypeInfo(node);
        ISymbol?[] symbols = [model.GetSymbolInfo(node).Symbol, .. Parts(type.Type), .. Parts(type.ConvertedType)];
        return symbols
            .OfType<ISymbol>()
            .Where(s => s is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol)
            .ToHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        IPointerTypeSymbol pointer => Parts(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    private static IEnumerable<string> Targets(ISymbol symbol, string from)
    {
        var declared = symbol.OriginalDefinition.DeclaringSyntaxReferences
            .Select(r => r.SyntaxTree.FilePath)
            .Where(path => FolderArrows.RowOf(path) is not null)
            .ToArray();

        // A partial type is at home in each of its folders.
        if (declared.Length > 0)
        {
            return declared.Any(path => FolderArrows.RowOf(path) == FolderArrows.RowOf(from)) ? [] : declared[..1];
        }

        // What the compiler or a generator wrote belongs to its type.
        if (symbol is not INamedTypeSymbol && symbol.ContainingType is { } container)
        {
            return Targets(container, from);
        }

        return IsRoslyn(symbol) ? [FolderArrows.Roslyn] : [];
    }

    // SymbolDisplay and SyntaxFacts turn text into text; what they would need a symbol for mentions the symbol.
    private static bool IsRoslyn(ISymbol symbol) =>
        symbol.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
        && symbol.Name is not ("SymbolDisplay" or "SyntaxFacts");
}
