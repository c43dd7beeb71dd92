using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

/// <summary>What is said about contracts that cannot be served, and where. No files are written for them.</summary>
public class ContractDiagnosticsTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using WsRpc; namespace Test;\n";

    [Theory]
    [InlineData("[WsService] public interface IChat<T> { Task JoinAsync(T room); }")]
    [InlineData("public class Outer<T> { [WsService] public interface IChat; }")]
    public void Generic_contract(string source) => AssertRefused(Usings + source, ("WSR001", "IChat"));

    [Theory]
    [InlineData("public class Outer { [WsService] private interface IChat { Task JoinAsync(); } }")]
    [InlineData("public class Outer { [WsService] protected interface IChat { Task JoinAsync(); } }")]
    [InlineData("public class Outer { [WsService] private protected interface IChat { Task JoinAsync(); } }")]
    [InlineData("public class Outer { private class Inner { [WsService] public interface IChat { Task JoinAsync(); } } }")]
    [InlineData("[WsService] file interface IChat { Task JoinAsync(); }")]
    public void Unreachable_contract(string source) => AssertRefused(Usings + source, ("WSR002", "IChat"));

    [Theory]
    [InlineData("protected Task JoinAsync();")]
    [InlineData("private protected Task JoinAsync();")]
    public void Unreachable_method(string member) => AssertRefused(Contract.With(member), ("WSR002", "JoinAsync"));

    [Fact]
    public void Internal_methods_are_served_like_any_other() => Verify.Clean(Contract.With("internal Task JoinAsync();"));

    [Theory]
    [InlineData("int Count { get; }", "Count")]
    [InlineData("Task<int> Count { get; set; }", "Count")]
    [InlineData("int this[int index] { get; }", "this")]
    public void Property(string member, string text) => AssertRefused(Contract.With(member), ("WSR004", text));

    [Theory]
    [InlineData("event Action Closed;")]
    [InlineData("event Action<int> Closed;")]
    [InlineData("event Func<Task> Closed;")]
    [InlineData("event System.ComponentModel.PropertyChangedEventHandler Closed;")]
    [InlineData("event EventHandler<string, int> Closed;")]
    public void Event_of_another_delegate(string member) => AssertRefused(Contract.With(member), ("WSR005", "Closed"));

    [Fact]
    public void Event_whose_argument_cannot_travel() => AssertRefused(Contract.With("event EventHandler<Action> Closed;"), ("WSR013", "Closed"));

    [Fact]
    public void Event_with_the_wire_name_of_a_method() => AssertRefused(Contract.With("Task ClosedAsync(); event EventHandler Closed;"), ("WSR015", "Closed"));

    [Fact]
    public void Event_with_a_wire_name_that_cannot_be_used() => AssertRefused(Contract.With("[WsEvent(\"$/closed\")] event EventHandler Closed;"), ("WSR016", "Closed"));

    [Theory]
    [InlineData("static abstract Task JoinAsync();", "JoinAsync")]
    [InlineData("static abstract int Count { get; }", "Count")]
    [InlineData("static abstract event Action Closed;", "Closed")]
    public void Static_abstract_member(string member, string text) => AssertRefused(Contract.With(member), ("WSR006", text));

    [Theory]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(Uri a, Uri b);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(string a, CancellationToken token);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(int[] a);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(DayOfWeek a);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(double a);")]
    public void Params_that_are_no_object(string member) => AssertRefused(Contract.With(member), ("WSR023", "JoinAsync"));

    [Theory]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(Version a, CancellationToken token);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(Dictionary<string, int>? a);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync(object a);")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task JoinAsync();")]
    [InlineData("[WsMethod(Params = WsParams.Named)] Task JoinAsync(string a, int b);")]
    public void Params_that_are_an_object(string member) => Verify.Clean(Contract.With(member));

    [Fact]
    public void Params_that_a_service_sends_as_objects() => AssertRefused(
        Usings + "[WsService(Params = WsParams.Object)] public interface IChat { Task JoinAsync(string room); [WsMethod(Params = WsParams.Positional)] Task LeaveAsync(string room); }",
        ("WSR023", "JoinAsync"));

    [Theory]
    [InlineData("[WsMethod(TimeoutMilliseconds = -1)] Task JoinAsync();")]
    [InlineData("[WsMethod(TimeoutMilliseconds = 5), WsNotification] ValueTask JoinAsync();")]
    public void Timeout_that_bounds_nothing(string member) => AssertRefused(Contract.With(member), ("WSR024", "JoinAsync"));

    [Theory]
    [InlineData("[WsMethod(TimeoutMilliseconds = 5)] Task JoinAsync();")]
    [InlineData("[WsMethod(TimeoutMilliseconds = 0), WsNotification] ValueTask JoinAsync();")]
    public void Timeout_of_a_call(string member) => Verify.Clean(Contract.With(member));

    [Theory]
    [InlineData("[WsFault<InvalidOperationException>(1)] Task JoinAsync();")]
    [InlineData("[WsFault<Exception>(1)] Task JoinAsync();")]
    [InlineData("[WsFault<Action>(1)] Task JoinAsync();")]
    [InlineData("[WsFault<List<Type>>(1)] Task JoinAsync();")]
    public void Fault_that_is_no_data(string member) => AssertRefused(Contract.With(member), ("WSR025", "JoinAsync"));

    [Theory]
    [InlineData("[WsFault<int>(-32000)] Task JoinAsync();")]
    [InlineData("[WsFault<int>(-32768)] Task JoinAsync();")]
    [InlineData("[WsFault<int>(1), WsFault<string>(1)] Task JoinAsync();")]
    [InlineData("[WsFault<int>(1), WsFault<int>(2)] Task JoinAsync();")]
    [InlineData("[WsFault<int>(1), WsNotification] ValueTask JoinAsync();")]
    public void Fault_that_cannot_be_declared_so(string member) => AssertRefused(Contract.With(member), ("WSR026", "JoinAsync"));

    [Fact]
    public void Fault_of_the_interface_counts_for_each_method() => AssertRefused(
        Usings + "[WsService, WsFault<string>(1)] public interface IChat { [WsFault<int>(1)] Task JoinAsync(); [WsNotification] ValueTask LeaveAsync(); }",
        ("WSR026", "JoinAsync"));

    [Theory]
    [InlineData("[WsFault<int>(-31999), WsFault<Version>(-32769), WsFault<DateTime>(0)] Task JoinAsync();")]
    public void Faults(string member) => Verify.Clean(Contract.With(member));

    [Theory]
    [InlineData("[WsNotification(Queue = WsQueue.Latest, Key = \"room\")] ValueTask JoinAsync(string name);")]
    [InlineData("[WsNotification(Queue = WsQueue.Latest, Key = \"token\")] ValueTask JoinAsync(string name, CancellationToken token);")]
    [InlineData("[WsNotification(Queue = WsQueue.DropOldest, Key = \"name\")] ValueTask JoinAsync(string name);")]
    [InlineData("[WsNotification(Key = \"name\")] ValueTask JoinAsync(string name);")]
    public void Key_without_meaning(string member) => AssertRefused(Contract.With(member), ("WSR027", "JoinAsync"));

    [Theory]
    [InlineData("[WsNotification(Queue = WsQueue.Latest, Key = nameof(name))] ValueTask JoinAsync(int a, string name);")]
    [InlineData("[WsNotification(Queue = WsQueue.Latest)] ValueTask JoinAsync(string name);")]
    [InlineData("[WsNotification(Queue = WsQueue.Disconnect)] ValueTask JoinAsync(string name);")]
    public void Queues(string member) => Verify.Clean(Contract.With(member));

    [Theory]
    [InlineData("[WsNotification] ValueTask JoinAsync(IProgress<int> room);")]
    [InlineData("[WsNotification] ValueTask JoinAsync(Stream room);")]
    [InlineData("[WsNotification] ValueTask JoinAsync(string name, IProgress<string>? room = null);")]
    public void What_needs_a_call_in_a_notification(string member) => AssertRefused(Contract.With(member), ("WSR028", "room"));

    [Fact]
    public void Progress_as_the_whole_params() => AssertRefused(Contract.With("[WsMethod(Params = WsParams.Object)] Task JoinAsync(IProgress<int> room);"), ("WSR023", "JoinAsync"));

    [Theory]
    [InlineData("Task JoinAsync(List<IThing> room);")]
    [InlineData("Task JoinAsync(IThing[] room);")]
    [InlineData("Task JoinAsync(IProgress<IThing> room);")]
    public void Objects_by_reference_inside_of_a_value(string member) => AssertRefused(Contract.With(member), ("WSR013", "room"));

    [Fact]
    public void Object_by_reference_in_a_notification() => AssertRefused(Contract.With("[WsNotification] ValueTask JoinAsync(IThing room);"), ("WSR028", "room"));

    [Fact]
    public void Progress_as_a_result() => AssertRefused(Contract.With("Task<IProgress<int>> JoinAsync();"), ("WSR013", "JoinAsync"));

    [Fact]
    public void Generic_method() => AssertRefused(Contract.With("Task JoinAsync<T>(T room);"), ("WSR007", "JoinAsync"));

    [Theory]
    [InlineData("void JoinAsync();")]
    [InlineData("[WsNotification] void JoinAsync();")]
    public void Void_result(string member) => AssertRefused(Contract.With(member), ("WSR008", "JoinAsync"));

    [Theory]
    [InlineData("IAsyncEnumerable<int>? JoinAsync();")]
    [InlineData("Task<IAsyncEnumerable<int>?> JoinAsync();")]
    [InlineData("ValueTask<IAsyncEnumerable<int>?> JoinAsync();")]
    public void Nullable_stream(string member) => AssertRefused(Contract.With(member), ("WSR009", "JoinAsync"));

    [Theory]
    [InlineData("int JoinAsync();")]
    [InlineData("string JoinAsync();")]
    [InlineData("TaskCompletionSource<int> JoinAsync();")]
    [InlineData("System.Runtime.CompilerServices.YieldAwaitable JoinAsync();")]
    [InlineData("ref Task JoinAsync();")]
    [InlineData("Task<int>? JoinAsync();")]
    [InlineData("ValueTask? JoinAsync();")]
    public void Unsupported_result(string member) => AssertRefused(Contract.With(member), ("WSR010", "JoinAsync"));

    [Theory]
    [InlineData("[WsNotification] Task<int> JoinAsync();")]
    [InlineData("[WsNotification(\"x\")] ValueTask<string> JoinAsync();")]
    [InlineData("[WsNotification] IAsyncEnumerable<int> JoinAsync();")]
    [InlineData("[WsNotification] Task<IAsyncEnumerable<int>> JoinAsync();")]
    public void Value_from_a_notification(string member) => AssertRefused(Contract.With(member), ("WSR011", "JoinAsync"));

    [Theory]
    [InlineData("ref int room")]
    [InlineData("in int room")]
    [InlineData("out int room")]
    [InlineData("ref readonly int room")]
    [InlineData("params string[] room")]
    public void By_reference_parameter(string parameter) => AssertRefused(Contract.With($"Task JoinAsync({parameter});"), ("WSR012", "room"));

    [Theory]
    [InlineData("MemoryStream")]
    [InlineData("Stream[]")]
    [InlineData("Action[]")]
    [InlineData("List<Func<int, Task>>")]
    [InlineData("IDisposable[]")]
    [InlineData("List<IObserver<int>>")]
    [InlineData("IObserver<IObserver<int>>")]
    [InlineData("IObserver<Stream>")]
    [InlineData("List<IAsyncEnumerable<int>>")]
    [InlineData("IAsyncEnumerable<IAsyncEnumerable<int>>")]
    [InlineData("IAsyncEnumerable<Stream>")]
    [InlineData("List<IProgress<int>>")]
    [InlineData("IProgress<IProgress<int>>")]
    [InlineData("IProgress<Stream>")]
    [InlineData("Task")]
    [InlineData("ValueTask<int>")]
    [InlineData("ReadOnlySpan<byte>")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("Type")]
    [InlineData("List<Stream>")]
    [InlineData("Dictionary<string, Func<int>[]>")]
    [InlineData("CancellationToken?")]
    [InlineData("(int, string)")]
    [InlineData("(int Id, string Name)?")]
    [InlineData("(int, int)[][]")]
    [InlineData("Dictionary<string, List<(int, int)>>")]
    [InlineData("(int, int, int, int, int, int, int, int)")]
    [InlineData("ValueTuple<int>")]
    public void Parameter_that_cannot_cross_the_wire(string type) => AssertRefused(Contract.With($"Task JoinAsync({type} room);"), ("WSR013", "room"));

    [Fact]
    public void Pointer() => AssertRefused(
        Contract.With("unsafe Task JoinAsync(int* room, delegate*<void> call);"),
        ("CS0227", "JoinAsync"), ("WSR013", "room"), ("WSR013", "call"));

    [Theory]
    [InlineData("Task<FileStream>")]
    [InlineData("Task<List<Stream>>")]
    [InlineData("Task<List<IAsyncEnumerable<int>>>")]
    [InlineData("IAsyncEnumerable<Stream>")]
    [InlineData("Task<IAsyncEnumerable<IAsyncEnumerable<int>>>")]
    [InlineData("Task<Task>")]
    [InlineData("ValueTask<List<Action>>")]
    [InlineData("Task<Action>")]
    [InlineData("Task<Func<Task>>")]
    [InlineData("Task<IObserver<int>>")]
    [InlineData("Task<List<IDisposable>>")]
    [InlineData("Task<CancellationToken>")]
    [InlineData("Task<(int, string)>")]
    [InlineData("ValueTask<IReadOnlyList<(int, string)?>>")]
    public void Result_that_cannot_cross_the_wire(string type) => AssertRefused(Contract.With($"{type} JoinAsync();"), ("WSR013", "JoinAsync"));

    [Theory]
    [InlineData("Stream", "a Stream can only be a parameter or a result of its own")]
    [InlineData("MemoryStream", "declare it as Stream")]
    [InlineData("IThing", "an object behind a contract can only be a parameter or a result of its own")]
    [InlineData("IProgress<int>", "an IProgress can only be a parameter of its own")]
    [InlineData("IAsyncEnumerable<int>", "a stream can only be a parameter or a result of its own")]
    [InlineData("Action", "a delegate can only be a parameter of its own")]
    [InlineData("CancellationToken", "a CancellationToken can only be the last parameter")]
    [InlineData("Task", "send what it results in")]
    public void Stream_of_items_that_cannot_cross_the_wire(string item, string reason)
    {
        var source = Contract.With($"IAsyncEnumerable<{item}> ReadAsync(IAsyncEnumerable<{item}[]> items);");
        AssertRefused(source, ("WSR013", "ReadAsync"), ("WSR013", "items"));
        Assert.Equal([$"IThing.ReadAsync: {item} cannot cross the wire; {reason}", $"IThing.ReadAsync(items): {item} cannot cross the wire; {reason}"], Verify.Messages(source));
    }

    [Theory]
    [InlineData("byte[]")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("Memory<byte>")]
    [InlineData("ReadOnlyMemory<byte>?")]
    public void Stream_of_octets(string item) => Verify.Clean(Contract.With($"IAsyncEnumerable<{item}> ReadAsync(IAsyncEnumerable<{item}> items);"));

    [Theory]
    [InlineData("CancellationToken first, string room")]
    [InlineData("CancellationToken first, CancellationToken second")]
    public void Token_that_is_not_last(string parameters) => AssertRefused(Contract.With($"Task JoinAsync({parameters});"), ("WSR014", "first"));

    [Fact]
    public void Overloads_without_names() => AssertRefused(
        Contract.With("Task PostAsync(); Task PostAsync(string text); Task Post(int number);"), ("WSR015", "PostAsync"), ("WSR015", "Post"));

    [Fact]
    public void Methods_of_two_bases_with_one_wire_name() => Verify.Reports(
        Usings + "public interface IOne { Task RunAsync(int a); } public interface ITwo { Task RunAsync(string a); } [WsService] public interface IBoth : IOne, ITwo;",
        ("WSR015", "IBoth"));

    [Theory]
    [InlineData("")]
    [InlineData("$/cancel")]
    [InlineData("rpc.discover")]
    [InlineData("a b")]
    [InlineData("a\\n")]
    [InlineData("a\\u0001")]
    [InlineData("a\\u2028")]
    [InlineData("a\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public void Invalid_wire_name(string name) => AssertRefused(Contract.With($"[WsMethod(\"{name}\")] Task RunAsync();"), ("WSR016", "RunAsync"));

    [Theory]
    [InlineData("[WsService(\"a b\")]")]
    [InlineData("[WsService(\"$/x\")]")]
    [InlineData("[WsService(\"rpc\")]")]
    public void Invalid_prefix_is_reported_once(string attribute) => AssertRefused(Contract.With("Task RunAsync(); Task WalkAsync();", attribute), ("WSR016", "IThing"));

    [Fact]
    public void Interface_whose_derived_prefix_is_reserved() => AssertRefused(Usings + "[WsService] public interface IRpc { Task RunAsync(); }", ("WSR016", "IRpc"));

    [Fact]
    public void Two_attributes_with_two_names() => AssertRefused(
        Contract.With("[WsMethod(\"a\"), WsNotification(\"b\")] Task RunAsync();"), ("WSR016", "RunAsync"));

    [Theory]
    [InlineData("public interface ICallback;")]
    [InlineData("public class ICallback;")]
    public void Callback_that_is_no_contract(string callback) => AssertRefused(
        Contract.With("", "[WsService(Callback = typeof(ICallback))]", callback), ("WSR017", "Callback = typeof(ICallback)"));

    [Theory]
    [InlineData("public class Json;")]
    [InlineData("public abstract class Json : System.Text.Json.Serialization.JsonSerializerContext { protected Json() : base(null) {} }")]
    public void JsonContext_that_is_none(string context) => AssertRefused(
        Contract.With("", "[WsService(JsonContext = typeof(Json))]", context), ("WSR018", "JsonContext = typeof(Json)"));

    [Fact]
    public void Types_that_the_JsonContext_misses_are_named_once_each() => Verify.Reports(
        Contract.With(
            "Task<Note> RunAsync(List<Note?> list, Note note, string text, int number, CancellationToken token); Task<Note[]> WalkAsync(Note? again, int? nullable, Guid id, byte[] data);",
            "[WsService(JsonContext = typeof(Json))]",
            """
            public record Note(string Text);
            internal sealed class Json() : System.Text.Json.Serialization.JsonSerializerContext(null)
            {
                public static Json Default { get; } = new();
                protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
            }
            """),
        ("WSR019", "list"), ("WSR019", "note"), ("WSR019", "WalkAsync"));

    [Fact]
    public void A_member_of_a_plain_base_is_reported_on_the_contract() => Verify.Reports(
        Usings + "public interface IPlain { int Count { get; } } [WsService] public interface IChat : IPlain;", ("WSR004", "IChat"));

    [Fact]
    public void A_member_of_a_base_contract_is_reported_there_only()
    {
        var run = Verify.Reports(
            Usings + "[WsService] public interface IOld { int Count { get; } } [WsService] public interface IChat : IOld { Task JoinAsync(); }", ("WSR004", "Count"));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Members_with_a_body_are_left_alone()
    {
        var run = Verify.Clean(Contract.With("""
            Task RunAsync();
            Task RunTwiceAsync() => Task.WhenAll(RunAsync(), RunAsync());
            int Answer => 42;
            event Action Closed { add { } remove { } }
            static int Count() => 1;
            static int Total { get; set; }
            private void Hide() { }
            const int Size = 1;
            public record Nested(string Text);
            """));
        Assert.Contains("[Run],", run.Lines("Test.IThing.Proxy.g.cs"));
    }

    [Fact]
    public void A_contract_with_an_unknown_type_is_left_to_the_compiler() => AssertRefused(
        Contract.With("Task<Missing> RunAsync(List<Absent> absent);", "[WsService(Callback = typeof(Nowhere))]"),
        ("CS0246", "Nowhere"), ("CS0246", "Missing"), ("CS0246", "Absent"));

    [Fact]
    public void Everything_wrong_with_a_contract_is_said_at_once() => AssertRefused(
        Contract.With("int Count { get; } void RunAsync(ref int number, MemoryStream stream);"),
        ("WSR004", "Count"), ("WSR008", "RunAsync"), ("WSR012", "number"), ("WSR013", "stream"));

    private static void AssertRefused(string source, params (string Id, string Text)[] expected) => Assert.Empty(Verify.Reports(source, expected).Files);
}
