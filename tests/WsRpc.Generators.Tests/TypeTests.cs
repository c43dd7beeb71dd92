using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

/// <summary>Which way each type takes: directly, or by its JsonTypeInfo; and whether null passes.</summary>
public class TypeTests
{
    private const string Types = "public enum Color { Red } public record Note(string Text); public record struct Point(int X); public class Box<T> { public class Lid; }";

    [Theory]
    [InlineData("bool")]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    [InlineData("string")]
    public void Primitives_travel_directly(string type)
    {
        var run = Verify.Clean(Contract.With($"Task<{type}> RunAsync({type} a);"));
        Assert.Contains("call.Write(a);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"return call.InvokeTask<{type}>();", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"var a = arguments.Read<{type}>();", run.Lines("Test.IThing.Dispatcher.g.cs"));
        Assert.Contains("call.Reply(_service.RunAsync(a));", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Theory]
    [InlineData("float", "_single")]
    [InlineData("double", "_double")]
    [InlineData("decimal", "_decimal")]
    [InlineData("char", "_char")]
    [InlineData("object", "_object")]
    [InlineData("System.Guid", "_guid")]
    [InlineData("System.DateTimeOffset", "_dateTimeOffset")]
    [InlineData("Color", "_color")]
    [InlineData("Note", "_note")]
    [InlineData("Point", "_point")]
    [InlineData("int[][]", "_int32ArrayArray")]
    [InlineData("List<Note>", "_listOfNote")]
    [InlineData("IReadOnlyDictionary<string, Note?>", "_readOnlyDictionaryOfStringAndNullableNote")]
    [InlineData("Tuple<int, string>", "_tupleOfInt32AndString")]
    [InlineData("KeyValuePair<string, Box<int>.Lid>", "_keyValuePairOfStringAndLid")]
    public void Other_types_travel_by_their_JsonTypeInfo(string type, string field)
    {
        var run = Verify.Clean(Contract.With($"ValueTask<{type}> RunAsync({type} a, {type} b);", types: Types));
        Assert.Contains($"call.Write(a, {field});", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"return call.InvokeValueTask({field});", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"var a = arguments.Read({field});", run.Lines("Test.IThing.Dispatcher.g.cs"));
        Assert.Contains($"call.Reply(_service.RunAsync(a, b), {field});", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Theory]
    [InlineData("Note?", "_nullableNote")]
    [InlineData("int?", "_nullableInt32")]
    [InlineData("Point?", "_nullablePoint")]
    [InlineData("Color?", "_nullableColor")]
    [InlineData("List<Note?>?", "_nullableListOfNullableNote")]
    public void Nullable_types_may_be_null(string type, string field)
    {
        var run = Verify.Clean(Contract.With($"Task<{type}> RunAsync({type} a);", types: Types));
        Assert.Contains($"call.Write(a, {field});", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"return call.InvokeTask({field});", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"var a = arguments.ReadNullable({field});", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Theory]
    [InlineData("byte[]", "ReadBinary")]
    [InlineData("byte[]?", "ReadNullableBinary")]
    [InlineData("global::System.ReadOnlyMemory<byte>", "ReadBinary")]
    [InlineData("global::System.ReadOnlyMemory<byte>?", "ReadNullableBinary")]
    [InlineData("global::System.Memory<byte>", "ReadBinary")]
    [InlineData("global::System.IO.Stream", "ReadBinary")]
    [InlineData("global::System.IO.Stream?", "ReadNullableBinary")]
    public void Octets_travel_in_a_form_of_their_own(string type, string read)
    {
        var run = Verify.Clean(Contract.With($"Task<{type}> RunAsync({type} a);"));
        Assert.Contains("call.WriteBinary(a);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"return call.InvokeTask<{type}>();", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains($"var a = arguments.{read}<{type}>();", run.Lines("Test.IThing.Dispatcher.g.cs"));
        Assert.Contains("call.Reply(_service.RunAsync(a));", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Fact]
    public void A_nullable_string_is_written_directly_and_returned_by_its_JsonTypeInfo()
    {
        var run = Verify.Clean(Contract.With("Task<string?> RunAsync(string? a);"));
        Assert.Contains("call.Write(a);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("return call.InvokeTask(_nullableString);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("var a = arguments.ReadNullable();", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Fact]
    public void Types_of_one_simple_name_get_fields_of_their_own()
    {
        var run = Verify.Clean(
            Contract.With("Task RunAsync(Note a, Other.Note b, Note c, int _note3);", types: Types),
            "namespace Other; public record Note(int Number);");
        Assert.Contains("call.Write(a, _note);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("call.Write(b, _note2);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("call.Write(c, _note);", run.Lines("Test.IThing.Proxy.g.cs"));
    }

    [Fact]
    public void A_contract_without_nullable_annotations_accepts_null_for_every_reference()
    {
        var lines = Verify.Clean("#nullable disable\n" + Contract.With("Task RunAsync(string a, int b, List<string> c);")).Lines("Test.IThing.Dispatcher.g.cs");
        Assert.Contains("var a = arguments.ReadNullable();", lines);
        Assert.Contains("var b = arguments.Read<int>();", lines);
        Assert.Contains("var c = arguments.ReadNullable(_listOfString);", lines);
    }

    [Theory]
    [InlineData("CancellationToken token")]
    [InlineData("CancellationToken token = default")]
    public void A_token_of_any_name_is_passed_on_and_does_not_travel(string parameter)
    {
        var run = Verify.Clean(Contract.With($"Task RunAsync(int a, {parameter}); [WsNotification] Task TellAsync({parameter});"));
        Assert.Contains("""public static readonly RpcMethod Run = new("thing.run", "a");""", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("return call.InvokeTask(token);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("return call.NotifyTask(token);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("call.Reply(_service.RunAsync(a, call.Cancellation));", run.Lines("Test.IThing.Dispatcher.g.cs"));
    }

    [Fact]
    public void A_method_without_a_token_never_touches_the_calls()
        => Assert.DoesNotContain("Cancellation", Verify.Clean(Contract.With("Task RunAsync(int a);")).Files["Test.IThing.Dispatcher.g.cs"], StringComparison.Ordinal);

    [Fact]
    public void A_JsonContext_that_declares_every_type_is_named_in_the_registration() => Assert.Contains(
        "static (service, json) => new Test_ThingDispatcher(service, json)) { JsonContext = global::Test.Json.Default });",
        Verify.Clean(Contract.With("Task<Note> RunAsync(List<Note?> a, string b, int c, string? d);", "[WsService(JsonContext = typeof(Json))]", Types + JsonContextSource)).Lines("Test.IThing.Proxy.g.cs"));

    // What the source generator of System.Text.Json would add is written out, since generators do not see each other's output.
    private const string JsonContextSource = """

        [System.Text.Json.Serialization.JsonSerializable(typeof(Note))]
        [System.Text.Json.Serialization.JsonSerializable(typeof(List<Note>), TypeInfoPropertyName = "Notes")]
        internal sealed partial class Json : System.Text.Json.Serialization.JsonSerializerContext
        {
            public Json() : base(null) { }
            public static Json Default { get; } = new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;
}
