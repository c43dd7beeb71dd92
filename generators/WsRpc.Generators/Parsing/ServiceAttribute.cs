using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsRpc.Generators.Parsing;

/// <summary>What <c>[WsService]</c> says.</summary>
internal sealed class ServiceAttribute(AttributeData attribute)
{
    public const string MetadataName = "WsRpc.WsServiceAttribute";

    private const int AsDeclared = 1;

    /// <summary>The prefix that was asked for; null where none was given.</summary>
    public string? Name => attribute.ConstructorArguments is [{ Value: string name }] ? name : null;

    public bool KeepsDeclaredNames => Argument("Naming") is { Value: AsDeclared };

    /// <summary>A member of WsParams.</summary>
    public int Params => Argument("Params") is { Value: int form } ? form : 0;

    public bool IsOrdered => Argument("Ordered") is { Value: true };

    public ITypeSymbol? Callback => Argument("Callback")?.Value as ITypeSymbol;

    public ITypeSymbol? JsonContext => Argument("JsonContext")?.Value as ITypeSymbol;

    /// <summary>Where a named argument stands; the attribute as a whole if that cannot be told.</summary>
    public Location LocationOf(string argumentName)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == argumentName);
        return argument?.GetLocation() ?? syntax?.GetLocation() ?? Location.None;
    }

    private TypedConstant? Argument(string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
