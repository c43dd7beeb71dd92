using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

/// <summary>Delegates, observers and disposables among the arguments, which the other end calls by reference.</summary>
public class DelegateTests
{
    [Theory]
    [InlineData("Func<int>", "Func<int>", "it must return a task, or nothing, since it runs at the other end")]
    [InlineData("Func<int, object>", "Func<int, object>", "it must return a task, or nothing, since it runs at the other end")]
    [InlineData("Ref", "Ref", "its parameters must be passed by value")]
    [InlineData("Params", "Params", "its parameters must be passed by value")]
    [InlineData("Func<CancellationToken, int, Task>", "Func<CancellationToken, int, Task>", "a CancellationToken must be its last parameter")]
    [InlineData("Action<IProgress<int>>", "Action<IProgress<int>>", "one that returns nothing is a notification, which cannot carry what lives as long as its call")]
    [InlineData("Action<Action>", "Action<Action>", "one that returns nothing is a notification, which cannot carry what lives as long as its call")]
    [InlineData("Func<Type, Task>", "Type", "System.Text.Json does not write it")]
    [InlineData("Func<Task<Action>>", "Action", "a delegate can only be a parameter of its own")]
    [InlineData("Func<Func<int>, Task>", "Func<int>", "it must return a task, or nothing, since it runs at the other end")]
    [InlineData("Larger<int>", "Larger<int>", "too many delegates take one another")]
    public void Delegate_that_cannot_be_called_over_the_wire(string type, string part, string reason)
    {
        var source = Contract.With($"Task RunAsync({type} call);", types: "public delegate Task Ref(ref int a); public delegate void Params(params int[] a); public delegate Task Larger<T>(Larger<List<T>> next);");
        Assert.Empty(Verify.Reports(source, ("WSR013", "call")).Files);
        Assert.Equal([$"IThing.RunAsync(call): {part} cannot cross the wire; {reason}"], Verify.Messages(source));
    }

    [Theory]
    [InlineData("Action room")]
    [InlineData("Func<Task> room")]
    [InlineData("IObserver<int> room")]
    [InlineData("IDisposable room")]
    public void Nothing_is_lent_in_a_notification(string parameter) =>
        Verify.Reports(Contract.With($"[WsNotification] ValueTask RunAsync({parameter});"), ("WSR028", "room"));

    [Fact]
    public void One_contract_serves_every_argument_of_a_delegate()
    {
        var run = Verify.Clean(Contract.With("Task RunAsync(Action<int> a, Action<int>? b); Task GoAsync(Func<Action<int>, Task> c);"));
        var lines = run.Lines("Test.IThing.Proxy.g.cs");
        Assert.Contains("call.WriteReference(a, Test_Thing_2ActionOfInt32Contract.Instance);", lines);
        Assert.Contains("call.WriteReference(b, Test_Thing_2ActionOfInt32Contract.Instance);", lines);
        Assert.Contains("call.WriteReference(arg, Test_Thing_2ActionOfInt32Contract.Instance);", lines);
        Assert.Single(lines, static line => line == "internal static class Test_Thing_2ActionOfInt32Contract");
    }

    [Fact]
    public void Delegate_that_takes_one_of_its_own_type() =>
        Verify.Clean(Contract.With("Task RunAsync(Chain chain);", types: "public delegate Task<int> Chain(Chain? next, int depth);"));

    [Fact]
    public void Delegates_of_one_name_get_classes_of_their_own()
    {
        var run = Verify.Clean(Contract.With(
            "Task RunAsync(A.Handler a, B.Handler b);", types: "public static class A { public delegate Task Handler(); } public static class B { public delegate Task Handler(); }"));
        Assert.Contains("call.WriteReference(a, Test_Thing_2HandlerContract.Instance);", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("call.WriteReference(b, Test_Thing_2Handler2Contract.Instance);", run.Lines("Test.IThing.Proxy.g.cs"));
    }

    [Fact]
    public void Delegate_with_names_that_generated_code_uses_itself() => Verify.Clean(Contract.With(
        "Task RunAsync(Odd odd);", types: "public delegate Task<string> Odd(int _channel, string _delegate, long call, bool arguments, int @event, CancellationToken token);"));

    [Fact]
    public void Delegate_with_streams_progress_and_octets() => Verify.Clean(Contract.With(
        "Task RunAsync(Func<IAsyncEnumerable<int>, IProgress<int>, Stream, IThing, Task<byte[]>> a, Func<int, IAsyncEnumerable<string>> b, Func<Task<IThing>> c);"));

    [Fact]
    public void Delegate_that_mentions_something_obsolete() => Verify.Clean(Contract.With(
        "Task RunAsync(Handler handler);", types: "#pragma warning disable CS0612\n[Obsolete] public record Old; public delegate Task Handler(Old old);\n#pragma warning restore CS0612"));

    [Fact]
    public void Delegate_of_a_type_that_is_unknown() => Verify.Reports(
        Contract.With("Task RunAsync(Handler handler);", types: "public delegate Task Handler(Missing missing);"), ("CS0246", "Missing"));

    [Fact]
    public void What_delegates_and_observers_carry_must_be_in_the_json_context()
    {
        var source = Contract.With(
            "Task RunAsync(Func<Sent, Task<Got>> call, IObserver<Seen> observer);", "[WsService(JsonContext = typeof(Json))]",
            "public record Sent; public record Got; public record Seen; public class Json : System.Text.Json.Serialization.JsonSerializerContext { public Json() : base(null) { } public static Json Default { get; } = new(); public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null; protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null; }");
        Assert.Equal(
            [
                "Seen crosses the wire in IThing.RunAsync, but Json does not declare it; add [JsonSerializable(typeof(Seen))] to Json",
                "Sent crosses the wire in Func<Sent, Task<Got>>.Invoke, but Json does not declare it; add [JsonSerializable(typeof(Sent))] to Json",
                "Got crosses the wire in Func<Sent, Task<Got>>.Invoke, but Json does not declare it; add [JsonSerializable(typeof(Got))] to Json",
            ],
            Verify.Messages(source));
    }

    [Fact]
    public void What_may_outlive_its_call_is_said_where_it_is_lent()
    {
        var lines = Verify.Clean(Contract.With("Task RunAsync([WsOutlivesCall] Func<Task> a, [WsOutlivesCall] IThing b, IObserver<int> c, IDisposable d, IThing e);")).Lines("Test.IThing.Proxy.g.cs");
        Assert.Contains("call.WriteReference(a, Test_Thing_2FuncOfTaskContract.Instance, outlivesCall: true);", lines);
        Assert.Contains("call.WriteReference(b, outlivesCall: true);", lines);
        Assert.Contains("call.WriteReference(c, Test_ThingContract.ObserverOfInt32, outlivesCall: true);", lines);
        Assert.Contains("call.WriteReference(d, outlivesCall: true);", lines);
        Assert.Contains("call.WriteReference(e);", lines);
    }
}
