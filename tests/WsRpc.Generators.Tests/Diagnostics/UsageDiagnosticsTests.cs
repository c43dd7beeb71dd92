using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

public class UsageDiagnosticsTests
{
    private const string Types = Contract.Usings + """
        namespace Test;
        [WsService] public interface IChat { Task JoinAsync(); [WsNotification] ValueTask TypingAsync(); }
        public interface IPlain;
        public class Chat : IChat { public Task JoinAsync() => Task.CompletedTask; public ValueTask TypingAsync() => default; }
        public class Other { public T GetProxy<T>() where T : class => null!; }

        """;

    [Theory]
    [InlineData("connection.GetProxy<IPlain>();", "GetProxy<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("connection\n.GetProxy<IPlain>();", "GetProxy<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("connection.GetProxy<Chat>();", "GetProxy<Chat>", "Chat is not a [WsService]; name the contract: GetProxy<IChat>")]
    [InlineData("connection.GetProxy<string>();", "GetProxy<string>", "string is not a [WsService]; name the contract: GetProxy<IContract>")]
    [InlineData("server.Clients<IPlain>();", "Clients<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("server.AddService<IPlain>(c => null!);", "AddService<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("server.AddService(new Chat());", "AddService", "Chat is not a [WsService]; name the contract: AddService<IChat>")]
    public void A_type_argument_that_is_no_contract(string statement, string text, string message)
    {
        Verify.Reports(Program(statement), ("WSR022", text));
        Assert.Equal([message], Verify.Messages(Program(statement)));
    }

    [Theory]
    [InlineData("connection.GetProxy<IChat>();")]
    [InlineData("server.AddService<IChat>(new Chat());")]
    [InlineData("server.AddService<IChat>(c => new Chat());")]
    [InlineData("new Other().GetProxy<IPlain>();")]
    [InlineData("Generic<IChat>(connection);")]
    public void A_type_argument_that_is_a_contract_or_not_our_business(string statement) => Verify.Clean(Program(statement));

    [Theory]
    [InlineData("public interface IPlain { [WsMethod(\"x\")] Task RunAsync(); }", "WsMethod(\"x\")", "[WsMethod] on IPlain.RunAsync has no effect: IPlain is not a [WsService] interface, nor inherited by one; add the attribute to it, or remove this one")]
    [InlineData("public interface IPlain { [WsNotification] Task RunAsync(); }", "WsNotification", "[WsNotification] on IPlain.RunAsync has no effect: IPlain is not a [WsService] interface, nor inherited by one; add the attribute to it, or remove this one")]
    [InlineData("[WsService] public interface IChat { Task RunAsync(); } public class Chat : IChat { [WsMethod] public Task RunAsync() => Task.CompletedTask; }", "WsMethod", "[WsMethod] on Chat.RunAsync has no effect: Chat is not a [WsService] interface, nor inherited by one; add the attribute to it, or remove this one")]
    public void A_method_attribute_outside_of_contracts(string source, string text, string message)
    {
        Verify.Reports(Contract.Usings + source, ("WSR021", text));
        Assert.Equal([message], Verify.Messages(Contract.Usings + source));
    }

    [Theory]
    [InlineData("[WsService] public interface IChat { [WsMethod(\"x\", StreamBuffer = 8)] Task<int[]> RunAsync(); }", "IChat")]
    [InlineData("[WsService] public interface IChat { [WsMethod(StreamBuffer = 8)] Task RunAsync(IAsyncEnumerable<int> numbers); }", "IChat")]
    [InlineData("[WsService] public interface IChat { [WsMethod(StreamBuffer = 8), WsNotification] ValueTask RunAsync(); }", "IChat")]
    [InlineData("public interface IPlain { [WsMethod(StreamBuffer = 8)] Task RunAsync(); } [WsService] public interface IChat : IPlain;", "IPlain")]
    public void A_stream_buffer_without_a_stream_in_the_result(string source, string type)
    {
        Verify.Reports(Contract.Usings + source, ("WSR021", "StreamBuffer = 8"));
        Assert.Equal([$"[WsMethod(StreamBuffer)] on {type}.RunAsync has no effect: it is for the items of a stream in the result; return IAsyncEnumerable<T>, or remove it"], Verify.Messages(Contract.Usings + source));
    }

    [Fact]
    public void What_outlives_its_call_without_being_called_by_reference()
    {
        var source = Contract.With("Task RunAsync([WsOutlivesCall] int number, [WsOutlivesCall] Action call);");
        Verify.Reports(source, ("WSR021", "WsOutlivesCall"));
        Assert.Equal(["[WsOutlivesCall] on IThing.RunAsync(number) has no effect: it is for what is called by reference, such as a delegate or a [WsService]; remove it"], Verify.Messages(source));
    }

    [Theory]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("Task<IAsyncEnumerable<int>>")]
    [InlineData("ValueTask<IAsyncEnumerable<int>>")]
    public void A_stream_buffer_for_a_stream_in_the_result(string type) => Verify.Clean(Contract.With($"[WsMethod(StreamBuffer = 8)] {type} RunAsync();"));

    [Theory]
    [InlineData("public interface IPlain { [WsMethod(\"x\")] Task RunAsync(); } [WsService] public interface IChat : IPlain;")]
    [InlineData("public interface IPlain<T> { [WsNotification] Task RunAsync(T value); } [WsService] public interface IChat : IPlain<int>;")]
    public void A_method_attribute_in_the_base_of_a_contract(string source) => Verify.Clean(Contract.Usings + source);

    [Theory]
    [InlineData("server.Clients<IChat>().All.JoinAsync();", "All")]
    [InlineData("server.Clients<IChat>().User(\"ann\").JoinAsync();", "User")]
    [InlineData("server.Clients<IChat>().Group(\"g\").JoinAsync();", "Group")]
    [InlineData("server.Clients<IChat>().AllExcept(new[] { \"a\" }).JoinAsync();", "AllExcept")]
    [InlineData("server.Clients<IChat>().GroupExcept(\"g\", new[] { \"a\" }).JoinAsync();", "GroupExcept")]
    [InlineData("((IChat)server.Clients<IChat>().All).JoinAsync();", "All")]
    public void A_call_on_many_clients(string statement, string many)
    {
        Verify.Reports(Program(statement), ("WSR029", "JoinAsync"));
        Assert.Equal([$"IChat.JoinAsync has an answer, and {many} stands for many clients; ask each of them with AskAsync, or one with Client(id)"], Verify.Messages(Program(statement)));
    }

    [Theory]
    [InlineData("server.Clients<IChat>().All.TypingAsync();")]
    [InlineData("server.Clients<IChat>().Group(\"g\").TypingAsync();")]
    [InlineData("server.Clients<IChat>().Client(\"a\").JoinAsync();")]
    [InlineData("server.Clients<IChat>().All.ToString();")]
    public void A_notification_to_many_or_a_call_of_one(string statement) => Verify.Clean(Program(statement));

    private static string Program(string statement) => $$"""
        {{Types}}
        public static class Program
        {
            public static void Run(RpcConnection connection, WsRpcServer server) { {{statement}} }
            public static T Generic<T>(RpcConnection connection) where T : class => connection.GetProxy<T>();
        }
        """;
}
