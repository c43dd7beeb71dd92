using System.Text.Json.Serialization;
using WsRpc.Generators.Parsing;

namespace WsRpc.Generators.Tests.Diagnostics;

public class RuntimeTypesTests
{
    [Fact]
    public void The_types_a_context_need_not_declare_are_those_the_runtime_resolves()
    {
        var resolved = typeof(WsServiceAttribute).Assembly.GetType("WsRpc.PrimitivesJsonContext", throwOnError: true)!
            .GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .ToHashSet();
        var plain = resolved.Where(type => Nullable.GetUnderlyingType(type) is null).ToArray();

        Assert.Equal(plain.Select(type => type.FullName!).Order(StringComparer.Ordinal), RuntimeTypes.Names.Order(StringComparer.Ordinal));
        Assert.All(plain.Where(type => type.IsValueType), type => Assert.Contains(typeof(Nullable<>).MakeGenericType(type), resolved));
    }
}
