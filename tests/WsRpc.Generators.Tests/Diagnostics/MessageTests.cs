using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

/// <summary>Every message names the member and what to do about it.</summary>
public class MessageTests
{
    [Theory]
    [InlineData("int Count { get; }", "IThing.Count is a property, which would hide a network call; declare a method instead: Task<T> Get…Async()")]
    [InlineData("int this[int i] { get; }", "IThing.this[] is an indexer, which would hide a network call; declare a method instead: Task<T> Get…Async()")]
    [InlineData("event Action Closed;", "IThing.Closed is an event of Action, whose arguments have no form on the wire; declare it as EventHandler<T>, or as EventHandler where there is nothing to tell")]
    [InlineData("static abstract Task Run();", "IThing.Run is static abstract, and a call needs an instance; make it an instance method")]
    [InlineData("Task Run<T>();", "IThing.Run is generic, but the types on the wire must be fixed; declare a method per type")]
    [InlineData("void Run();", "IThing.Run returns void, which can neither be awaited nor report a failure; return Task, or mark it [WsNotification] and return ValueTask")]
    [InlineData("[WsNotification] void Run();", "IThing.Run returns void, which can neither be awaited nor report a failure; return ValueTask")]
    [InlineData("IAsyncEnumerable<int>? Run();", "IThing.Run may return null instead of a stream; return an empty one")]
    [InlineData("List<int> Run();", "IThing.Run returns List<int>; return Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>")]
    [InlineData("Task Run(List<IAsyncEnumerable<int>> a);", "IThing.Run(a): IAsyncEnumerable<int> cannot cross the wire; a stream can only be a parameter or a result of its own")]
    [InlineData("[WsNotification] Task<int> Run();", "IThing.Run is a notification, which nobody answers, but returns int; return ValueTask, or remove [WsNotification]")]
    [InlineData("Task Run(ref readonly int a);", "IThing.Run(a) is a ref readonly parameter; pass it by value")]
    [InlineData("Task Run(params int[] a);", "IThing.Run(a) is a params parameter; take a plain array")]
    [InlineData("Task Run(List<Stream> a);", "IThing.Run(a): Stream cannot cross the wire; a Stream can only be a parameter or a result of its own")]
    [InlineData("Task Run(FileStream a);", "IThing.Run(a): FileStream cannot cross the wire; declare it as Stream")]
    [InlineData("Task<Func<int>> Run();", "IThing.Run: Func<int> cannot cross the wire; a delegate can only be a parameter of its own")]
    [InlineData("Task Run(List<(int Id, string)> a);", "IThing.Run(a): (int Id, string) cannot cross the wire; System.Text.Json would write it as {}; declare a record")]
    [InlineData("Task Run(CancellationToken a, int b);", "IThing.Run(a) is a CancellationToken before the last parameter; a method takes one at most, at the end")]
    [InlineData("Task Run(); Task RunAsync(int a);", "IThing.RunAsync and IThing.Run are both \"thing.run\" on the wire; give one another name with [WsMethod(\"…\")]")]
    [InlineData("Task Run(int a); Task Run(string? a, List<int> b);", "IThing.Run(string?, List<int>) and IThing.Run(int) are both \"thing.run\" on the wire; give one another name with [WsMethod(\"…\")]")]
    [InlineData("[WsMethod(\"$/x\")] Task Run();", "\"$/x\" is no wire name for IThing.Run: names that begin with \"$/\" belong to the protocol; choose another with [WsMethod(\"…\")]")]
    [InlineData("[WsMethod(\"rpc.x\")] Task Run();", "\"rpc.x\" is no wire name for IThing.Run: JSON-RPC reserves names that begin with \"rpc.\"; choose another with [WsMethod(\"…\")]")]
    [InlineData("[WsMethod(\"\")] Task Run();", "\"\" is no wire name for IThing.Run: it is empty; choose another with [WsMethod(\"…\")]")]
    [InlineData("[WsMethod(\"a\"), WsNotification(\"b\")] Task Run();", "\"a\" is no wire name for IThing.Run: [WsNotification] says \"b\"; choose another with [WsMethod(\"…\")]")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task Run(Uri a, Uri b);", "IThing.Run sends its parameter as the whole params, but it has 2 parameters; declare one parameter of a class or record, or choose WsParams.Named")]
    [InlineData("[WsMethod(Params = WsParams.Object)] Task Run(string a);", "IThing.Run sends its parameter as the whole params, but string is not written as a JSON object; declare one parameter of a class or record, or choose WsParams.Named")]
    [InlineData("[WsMethod(TimeoutMilliseconds = -1)] Task Run();", "The TimeoutMilliseconds of IThing.Run bounds nothing: it is negative; take a positive number for a call, or remove it")]
    [InlineData("[WsMethod(TimeoutMilliseconds = 1), WsNotification] ValueTask Run();", "The TimeoutMilliseconds of IThing.Run bounds nothing: nobody waits for a notification; take a positive number for a call, or remove it")]
    [InlineData("[WsFault<TimeoutException>(1)] Task Run();", "TimeoutException cannot be a fault of IThing.Run: it is an exception, which System.Text.Json cannot carry; declare a record with what is known of the failure")]
    [InlineData("[WsFault<Action>(1)] Task Run();", "Action cannot be a fault of IThing.Run: Action cannot cross the wire; a delegate can only be a parameter of its own")]
    [InlineData("[WsFault<int>(-32000)] Task Run();", "A [WsFault] of IThing.Run cannot be declared so: -32000 is reserved by JSON-RPC; take one outside of -32768 to -32000")]
    [InlineData("[WsFault<int>(1), WsFault<string>(1)] Task Run();", "A [WsFault] of IThing.Run cannot be declared so: 1 is declared twice; declare each once, with a code of its own")]
    [InlineData("[WsFault<int>(1), WsFault<int>(2)] Task Run();", "A [WsFault] of IThing.Run cannot be declared so: int is declared twice; declare each once, with a code of its own")]
    [InlineData("[WsFault<int>(1), WsNotification] ValueTask Run();", "A [WsFault] of IThing.Run cannot be declared so: a notification is not answered; remove it")]
    [InlineData("[WsNotification(Queue = WsQueue.Latest, Key = \"b\")] ValueTask Run(int a);", "\"b\" cannot be the key of IThing.Run: there is no such parameter; name a parameter, with Queue = WsQueue.Latest")]
    [InlineData("[WsNotification(Key = \"a\")] ValueTask Run(int a);", "\"a\" cannot be the key of IThing.Run: only WsQueue.Latest has one; name a parameter, with Queue = WsQueue.Latest")]
    public void Members(string member, string expected) => Assert.Equal([expected], Verify.Messages(Contract.With(member)));

    [Theory]
    [InlineData("[WsService] public interface IThing<T>;", "IThing<T> is generic, but its wire names and types must be fixed; remove the type parameters, or derive a contract per type from it")]
    [InlineData("public class Outer { [WsService] private interface IThing { } }", "IThing cannot be named by generated code; make it, and the types around it, public or internal")]
    [InlineData("[WsService(\"rpc\")] public interface IThing;", "\"rpc\" is no wire name for IThing: JSON-RPC reserves names that begin with \"rpc.\"; choose another with [WsService(\"…\")]")]
    [InlineData("[WsService(Callback = typeof(string))] public interface IThing;", "string, the callback of IThing, is not a [WsService] interface that generated code can name; add the attribute to it")]
    [InlineData("[WsService(JsonContext = typeof(string))] public interface IThing;", "string, the JsonContext of IThing, is not a JsonSerializerContext that generated code can name; derive a partial class from it")]
    public void Contracts(string source, string expected) => Assert.Equal([expected], Verify.Messages("using WsRpc;\n" + source));
}
