using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

public class LanguageVersionTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp8, "8.0")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public void Below_12_one_diagnostic_explains_that_nothing_is_generated(LanguageVersion language, string version)
    {
        var run = GeneratorRun.Of(["namespace Test { [WsRpc.WsService] public interface IThing { void Run(ref int number); } }"], language);
        Assert.Empty(run.Files);
        var diagnostic = Assert.Single(run.Diagnostics());
        Assert.Equal("WSR003", diagnostic.Id);
        Assert.Equal($"No code is generated for IThing: the project is compiled as C# {version}; set LangVersion to 12 or higher", diagnostic.GetMessage());
    }
}
