using Microsoft.CodeAnalysis;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Parsing;

public class DefaultValuesTests
{
    private const string Types = """
        public enum Color { Red, Green = 7, @default = 8 }
        public enum Small : sbyte { Less = -1, More = 1 }
        [Flags] public enum Big : ulong { None, High = 1UL << 63 }
        public record struct Point(int X, int Y);
        public record Note(string Text);
        """;

    [Theory]
    [InlineData("bool a = true", "Read<bool>(defaultValue: true)")]
    [InlineData("byte a = 255", "Read<byte>(defaultValue: 255)")]
    [InlineData("sbyte a = -128", "Read<sbyte>(defaultValue: -128)")]
    [InlineData("short a = -5", "Read<short>(defaultValue: -5)")]
    [InlineData("ushort a = 5", "Read<ushort>(defaultValue: 5)")]
    [InlineData("int a = int.MinValue", "Read<int>(defaultValue: -2147483648)")]
    [InlineData("uint a = 4294967295", "Read<uint>(defaultValue: 4294967295)")]
    [InlineData("long a = long.MinValue", "Read<long>(defaultValue: -9223372036854775808)")]
    [InlineData("long a = 50", "Read<long>(defaultValue: 50)")]
    [InlineData("ulong a = ulong.MaxValue", "Read<ulong>(defaultValue: 18446744073709551615)")]
    [InlineData("string a = \"\"", "Read<string>(defaultValue: \"\")")]
    [InlineData("string a = \"a\\\"\\\\\\n\\u2028\\0é\"", "Read<string>(defaultValue: \"a\\\"\\\\\\n\\u2028\\0é\")")]
    [InlineData("string? a = null", "ReadNullable(defaultValue: null)")]
    [InlineData("string? a = \"x\"", "ReadNullable(defaultValue: \"x\")")]
    [InlineData("string a = null!", "Read<string>(defaultValue: null!)")]
    [InlineData("char a = '\\''", "Read<char>(_char, defaultValue: '\\'')")]
    [InlineData("char a = '\\u2028'", "Read<char>(_char, defaultValue: '\\u2028')")]
    [InlineData("float a = 0.1f", "Read<float>(_single, defaultValue: 0.1F)")]
    [InlineData("float a = float.NaN", "Read<float>(_single, defaultValue: float.NaN)")]
    [InlineData("float a = float.MaxValue", "Read<float>(_single, defaultValue: 3.4028235E+38F)")]
    [InlineData("double a = 0.1", "Read<double>(_double, defaultValue: 0.1D)")]
    [InlineData("double a = -0.0", "Read<double>(_double, defaultValue: -0D)")]
    [InlineData("double a = -1e300", "Read<double>(_double, defaultValue: -1E+300D)")]
    [InlineData("double a = double.Epsilon", "Read<double>(_double, defaultValue: 5E-324D)")]
    [InlineData("double a = double.NaN", "Read<double>(_double, defaultValue: double.NaN)")]
    [InlineData("double a = double.PositiveInfinity", "Read<double>(_double, defaultValue: double.PositiveInfinity)")]
    [InlineData("double a = double.NegativeInfinity", "Read<double>(_double, defaultValue: double.NegativeInfinity)")]
    [InlineData("decimal a = -1.50m", "Read<decimal>(_decimal, defaultValue: -1.50M)")]
    [InlineData("Color a = Color.Green", "Read<global::Test.Color>(_color, defaultValue: global::Test.Color.Green)")]
    [InlineData("Color a = Color.@default", "Read<global::Test.Color>(_color, defaultValue: global::Test.Color.@default)")]
    [InlineData("Color a = (Color)3", "Read<global::Test.Color>(_color, defaultValue: (global::Test.Color)3)")]
    [InlineData("Color a = default", "Read<global::Test.Color>(_color, defaultValue: global::Test.Color.Red)")]
    [InlineData("Small a = (Small)(-2)", "Read<global::Test.Small>(_small, defaultValue: (global::Test.Small)(-2))")]
    [InlineData("Big a = Big.High", "Read<global::Test.Big>(_big, defaultValue: global::Test.Big.High)")]
    [InlineData("int? a = null", "ReadNullable<int?>(_nullableInt32, defaultValue: null)")]
    [InlineData("int? a = -5", "ReadNullable<int?>(_nullableInt32, defaultValue: -5)")]
    [InlineData("short? a = 5", "ReadNullable<short?>(_nullableInt16, defaultValue: 5)")]
    [InlineData("Color? a = Color.Green", "ReadNullable<global::Test.Color?>(_nullableColor, defaultValue: global::Test.Color.Green)")]
    [InlineData("Point a = default", "Read<global::Test.Point>(_point, defaultValue: default)")]
    [InlineData("Guid a = new()", "Read<global::System.Guid>(_guid, defaultValue: default)")]
    [InlineData("Note? a = null", "ReadNullable<global::Test.Note?>(_nullableNote, defaultValue: null)")]
    [InlineData("Note a = null!", "Read<global::Test.Note>(_note, defaultValue: null!)")]
    public void Default_values_reach_the_dispatcher_and_the_base_class(string parameter, string expected)
    {
        var run = Verify.Clean(Contract.With($"Task RunAsync({parameter});", types: Types));
        Assert.Contains($"var a = arguments.{expected};", run.Lines("Test.IThing.Dispatcher.g.cs"));

        var declared = DefaultOf(run, "Test.IThing");
        var repeated = DefaultOf(run, "Test.ThingBase");
        Assert.True(repeated.HasExplicitDefaultValue);
        Assert.Equal(declared.ExplicitDefaultValue, repeated.ExplicitDefaultValue);
    }

    [Fact]
    public void Literals_do_not_depend_on_the_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var odd = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NaNSymbol) = ("minus", ",", "nix");
        try
        {
            Thread.CurrentThread.CurrentCulture = odd;
            var lines = Verify.Clean(Contract.With("Task RunAsync(int a = -1, double b = -0.5, decimal c = -0.5m, double d = double.NaN);")).Lines("Test.IThing.Proxy.g.cs");
            Assert.Contains("//       thing.run  (a = -1, b = -0.5D, c = -0.5M, d = double.NaN)", lines);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static IParameterSymbol DefaultOf(GeneratorRun run, string type) =>
        run.Output.GetTypeByMetadataName(type)!.GetMembers("RunAsync").OfType<IMethodSymbol>().Single().Parameters.Single();
}
