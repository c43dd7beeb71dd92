using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Diagnostics;

public class UsageDiagnosticsTests
{
    private const string Types = Contract.Usings + """
        namespace Test;
        [WsService] public interface IChat { Task JoinAsync(); }
        public interface IPlain;
        public class Chat : IChat { public Task JoinAsync() => Task.CompletedTask; }
        public class Other { public T GetProxy<T>() where T : class => null!; }

        """;

    [Theory]
    [InlineData("connection.GetProxy<IPlain>();", "GetProxy<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("connection\n.GetProxy<IPlain>();", "GetProxy<IPlain>", "IPlain is not a [WsService]; add the attribute")]
    [InlineData("connection.GetProxy<Chat>();", "GetProxy<Chat>", "Chat is not a [WsService]; name the contract: GetProxy<IChat>")]
    [InlineData("connection.GetProxy<string>();", "GetProxy<string>", "string is not a [WsService]; name the contract: GetProxy<IContract>")]
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
    [InlineData("public interface IPlain { [WsMethod(\"x\")] Task RunAsync(); } [WsService] public interface IChat : IPlain;")]
    [InlineData("public interface IPlain<T> { [WsNotification] Task RunAsync(T value); } [WsService] public interface IChat : IPlain<int>;")]
    public void A_method_attribute_in_the_base_of_a_contract(string source) => Verify.Clean(Contract.Usings + source);

    private static string Program(string statement) => $$"""
        {{Types}}
        public static class Program
        {
            public static void Run(RpcConnection connection, WsRpcServer server) { {{statement}} }
            public static T Generic<T>(RpcConnection connection) where T : class => connection.GetProxy<T>();
        }
        """;
}
