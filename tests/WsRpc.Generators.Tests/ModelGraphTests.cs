using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

/// <summary>The walk that every generator test relies on does find what it looks for.</summary>
public class ModelGraphTests
{
    [Fact]
    public void A_symbol_deep_in_a_model_is_found()
    {
        var symbol = Host.Compile([Host.Parse("class C;", LanguageVersion.CSharp12)]).GetTypeByMetadataName("C");
        var failure = Assert.ThrowsAny<Exception>(() => ModelGraph.Visit(new { Items = new List<object?> { (1, symbol) } }, "step", new(ReferenceEqualityComparer.Instance)));
        Assert.Contains("Items", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_location_is_found() => Assert.ThrowsAny<Exception>(
        () => ModelGraph.Visit(new[] { Host.Parse("class C;", LanguageVersion.CSharp12).GetRoot().GetLocation() }, "step", new(ReferenceEqualityComparer.Instance)));
}
