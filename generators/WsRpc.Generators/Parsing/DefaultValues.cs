using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsRpc.Generators.Parsing;

/// <summary>Default values of parameters as C# text that means the same in every culture and every file.</summary>
internal static class DefaultValues
{
    /// <summary>Null where the parameter has no default that C# can write down: an argument is then required.</summary>
    public static string? ToCode(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? ToCode(parameter.ExplicitDefaultValue, parameter.Type) : null;

    private static string? ToCode(object? value, ITypeSymbol type)
    {
        if (value is null)
        {
            return ToNullCode(type);
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return ToCode(value, nullable.TypeArguments[0]);
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return ToEnumCode(value, enumeration);
        }

        return ToCode(value);
    }

    private static string ToNullCode(ITypeSymbol type) => type switch
    {
        { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated } => "null!",
        { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => "null",
        _ => "default",
    };

    private static string ToEnumCode(object value, INamedTypeSymbol type)
    {
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        if (member is not null)
        {
            return $"{type.ToCode()}.{member.Name.Escape()}";
        }

        var number = ToCode(value)!;
        return $"({type.ToCode()}){(number[0] == '-' ? $"({number})" : number)}";
    }

    private static string? ToCode(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        char letter => SymbolDisplay.FormatLiteral(letter, quote: true),
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        float number => ToCode(number, "float", "F", number.ToString("R", CultureInfo.InvariantCulture)),
        double number => ToCode(number, "double", "D", ToRoundTrip(number)),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        sbyte or byte or short or ushort or int or uint or long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string ToCode(double number, string type, string suffix, string digits) => number switch
    {
        double.NaN => $"{type}.NaN",
        double.PositiveInfinity => $"{type}.PositiveInfinity",
        double.NegativeInfinity => $"{type}.NegativeInfinity",
        0 when BitConverter.DoubleToInt64Bits(number) < 0 => $"-0{suffix}",
        _ => digits + suffix,
    };

    // "R" is the shortest text that reads back as the same number, save for errors of the .NET Framework that some compilers run on.
    private static string ToRoundTrip(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(shortest, CultureInfo.InvariantCulture).Equals(number) ? shortest : number.ToString("G17", CultureInfo.InvariantCulture);
    }
}
