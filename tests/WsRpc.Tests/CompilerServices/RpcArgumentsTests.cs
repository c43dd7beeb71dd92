using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsRpc.CompilerServices;

namespace WsRpc.Tests.CompilerServices;

/// <summary>
/// The oracle is the serializer, given one argument alone: what is read where it lies, by position or by name, with or without
/// white space, must be what it reads.
/// </summary>
public sealed class RpcArgumentsTests
{
    private static readonly string[] Values =
    [
        "0", "-0", "7", "-1", "127", "128", "255", "256", "-32768", "65535", "2147483647", "2147483648", "4294967295", "9223372036854775807",
        "18446744073709551615", "18446744073709551616", "-9223372036854775808", "1.0", "1.5", "1e2", "1E0", "0.0", "-1.5e-3", "true", "false", "null",
        "\"\"", "\"lobby\"", "\"a,b]}\"", "\"7\"", "\" 7\"", "\"ü😀\"", "\"a\\n\\\"\"", "\"\\u0041\"", "\"\\ud800\"", "\"\\\\\"", "\"true\"",
        "[]", "[1,2]", "[1,\"x\"]", "[null]", "{}", "{\"a\":[1]}",
    ];

    private static readonly RpcMethod Method = new("x", "a", "b", "c");

    private static readonly RpcJson Direct = new(JsonSerializerOptions.Web, null);

    private static readonly RpcJson Strict = new(new JsonSerializerOptions(), null);

    private static readonly RpcJson Serialized = new(
        new JsonSerializerOptions { NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString }, null);

    [Theory]
    [InlineData("[", ",", "]")]
    [InlineData("[ ", " ,\n", "\t]")]
    [InlineData("[", ", ", "]")]
    [InlineData("[\r\n", " ,", " ]")]
    public void Arguments_by_position_are_what_the_serializer_reads(string start, string comma, string end)
        => AssertLikeSerializer((a, b, c) => $"{start}{a}{comma}{b}{comma}{c}{end}");

    [Theory]
    [InlineData("{\"a\":", ",\"b\":", ",\"c\":", "}")]
    [InlineData("{ \"a\" : ", " , \"b\" : ", " , \"c\" : ", " }")]
    public void Arguments_by_name_are_what_the_serializer_reads(string a, string b, string c, string end)
        => AssertLikeSerializer((x, y, z) => $"{a}{x}{b}{y}{c}{z}{end}");

    [Fact]
    public void Names_may_come_in_any_order() => AssertLikeSerializer((x, y, z) => $$"""{"c":{{z}},"a":{{x}},"b":{{y}}}""");

    [Theory]
    [InlineData("[]", "x: argument \"a\" is missing")]
    [InlineData("[1,2]", "x: argument \"c\" is missing")]
    [InlineData("[ 1 , 2 ]", "x: argument \"c\" is missing")]
    [InlineData("[1,2,3]", null)]
    [InlineData("[1,2,3,4]", "x: takes 3 arguments, got 4")]
    [InlineData("[ 1, 2, 3 , [ 4,5 ] ,\"]\" ]", "x: takes 3 arguments, got 5")]
    [InlineData("[1,2,3,null]", "x: takes 3 arguments, got 4")]
    [InlineData("[null,2,3]", "x: argument \"a\" must not be null")]
    [InlineData("[1,true,3,4]", "x: argument \"b\" must be an integer of 32 bits")]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "x: there is no parameter \"d\"")]
    [InlineData("{\"a\":1,\"b\":2}", "x: argument \"c\" is missing")]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3,\"b\":4}", null)]
    public void Three_integers_are_wanted(string parameters, string? refusal)
    {
        var call = new ReadCall(Direct);
        var arguments = call.Arguments(Method, Encoding.UTF8.GetBytes(parameters));
        _ = arguments.Read<int>() + arguments.Read<int>() + arguments.Read<int>();
        Assert.Equal(refusal is null, arguments.End());
        Assert.Equal(refusal, call.Refusal);
    }

    [Theory]
    [InlineData("[]", "1 - True 9")]
    [InlineData("[5]", "5 - True 9")]
    [InlineData("[5,null]", "5  True 9")]
    [InlineData("[5,\"x\",false,2.5]", "5 x False 2.5")]
    [InlineData("[5 , \"x\" , false , 2.5 ]", "5 x False 2.5")]
    [InlineData("{\"d\":2.5,\"b\":null}", "1  True 2.5")]
    public void Missing_arguments_have_their_defaults(string parameters, string expected)
    {
        var arguments = new ReadCall(Direct).Arguments(new("x", "a", "b", "c", "d"), Encoding.UTF8.GetBytes(parameters));
        Assert.Equal(expected, FormattableString.Invariant($"{arguments.Read(1)} {arguments.ReadNullable("-")} {arguments.Read(true)} {arguments.Read(Direct.TypeInfo<double>(), 9)}"));
        Assert.True(arguments.End());
    }

    [Fact]
    public void Argument_behind_an_array_is_found()
    {
        var arguments = new ReadCall(Direct).Arguments(Method, "[[],[1,2],3]"u8);
        Assert.Empty(arguments.Read(Direct.TypeInfo<int[]>()));
        Assert.Equal([1, 2], arguments.Read(Direct.TypeInfo<int[]>()));
        Assert.Equal(3, arguments.Read<int>());
        Assert.True(arguments.End());
    }

    private static void AssertLikeSerializer(Func<string, string, string, string> parameters)
    {
        foreach (var value in Values)
        {
            // In the middle, where there is something to run into on both sides.
            var octets = Encoding.UTF8.GetBytes(parameters("12", value, "\"z\""));
            foreach (var json in (RpcJson[])[Direct, Strict, Serialized])
            {
                AssertDirect<bool>(json, octets, value);
                AssertDirect<byte>(json, octets, value);
                AssertDirect<sbyte>(json, octets, value);
                AssertDirect<short>(json, octets, value);
                AssertDirect<ushort>(json, octets, value);
                AssertDirect<int>(json, octets, value);
                AssertDirect<uint>(json, octets, value);
                AssertDirect<long>(json, octets, value);
                AssertDirect<ulong>(json, octets, value);
                AssertDirect<string>(json, octets, value);
                AssertRead(json, octets, Serialize<string>(json, value), (ref RpcArguments arguments) => arguments.ReadNullable());
                AssertNotNull(json, octets, value, (ref RpcArguments arguments) => arguments.Read(json.TypeInfo<double>()));
                AssertRead(json, octets, Serialize<int?>(json, value), (ref RpcArguments arguments) => arguments.ReadNullable(json.TypeInfo<int?>()));
                AssertRead(json, octets, Serialize<List<int>>(json, value), (ref RpcArguments arguments) => arguments.ReadNullable(json.TypeInfo<List<int>>()));
                AssertRead(json, octets, Serialize<Dictionary<string, int[]>>(json, value), (ref RpcArguments arguments) => arguments.ReadNullable(json.TypeInfo<Dictionary<string, int[]>>()));
            }
        }
    }

    private static void AssertDirect<T>(RpcJson json, byte[] octets, string value)
        => AssertNotNull(json, octets, value, (ref RpcArguments arguments) => arguments.Read<T>());

    private static void AssertNotNull<T>(RpcJson json, byte[] octets, string value, Read<T> read)
        => AssertRead(json, octets, value == "null" ? "must not be null" : Serialize<T>(json, value), read);

    private static void AssertRead<T>(RpcJson json, byte[] octets, string expected, Read<T> read)
    {
        var call = new ReadCall(json);
        var arguments = call.Arguments(Method, octets);
        var first = arguments.Read<int>();
        var value = read(ref arguments);
        var last = arguments.Read<string>();
        var actual = arguments.End() ? JsonSerializer.Serialize(value) : call.Refusal!.Replace("x: argument \"b\" ", "", StringComparison.Ordinal);
        Assert.True(expected == actual, $"{Encoding.UTF8.GetString(octets)} as {typeof(T)}: {actual}, not {expected}");
        Assert.Equal((12, call.Refusal is null ? "z" : null), (first, last));
    }

    private static string Serialize<T>(RpcJson json, string value)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize(value, json.TypeInfo<T>()));
        }
        catch (JsonException exception)
        {
            return $"must be {JsonShape.Describe(typeof(T))}{(exception.Path is null or "$" ? "" : $" at {exception.Path}")}";
        }
    }

    private delegate T? Read<T>(ref RpcArguments arguments);
}
