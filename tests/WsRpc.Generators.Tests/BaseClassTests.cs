using Microsoft.CodeAnalysis;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

public class BaseClassTests
{
    private const string Usings = "using System.Threading.Tasks; using WsRpc; namespace Test;\n";

    [Theory]
    [InlineData("[WsService] public interface IChat;", "public abstract class ChatBase : global::Test.IChat")]
    [InlineData("[WsService] internal interface IChat;", "internal abstract class ChatBase : global::Test.IChat")]
    [InlineData("[WsService] public interface Chat;", "public abstract class ChatBase : global::Test.Chat")]
    [InlineData("public class Outer { [WsService] public interface IChat; }", "public abstract class Outer_ChatBase : global::Test.Outer.IChat")]
    [InlineData("class Outer { [WsService] public interface IChat; }", "internal abstract class Outer_ChatBase : global::Test.Outer.IChat")]
    [InlineData("public class Outer { [WsService] protected internal interface IChat; }", "internal abstract class Outer_ChatBase : global::Test.Outer.IChat")]
    public void The_base_class_has_the_namespace_and_accessibility_of_its_contract(string contract, string expected)
    {
        var run = Verify.Clean(Usings + contract);
        var file = run.Files.Keys.Single(name => name.EndsWith(".Base.g.cs", StringComparison.Ordinal));
        Assert.Contains("namespace Test;", run.Lines(file));
        Assert.Contains(expected, run.Lines(file));
    }

    [Fact]
    public void A_class_derived_from_it_needs_to_override_only_what_it_serves() => Verify.Clean(Contract.Usings + """
        namespace Test;
        [WsService(Callback = typeof(ICallback))] public interface IChat { Task<int> JoinAsync(string room, int last = 50); Task LeaveAsync(); }
        [WsService] public interface ICallback { [WsNotification] ValueTask TellAsync(string text); }
        sealed class Chat(RpcConnection connection) : ChatBase(connection)
        {
            public override async Task<int> JoinAsync(string room, int last = 50)
            {
                await Client.TellAsync($"{room} on {Connection}");
                return last;
            }
        }
        """);

    [Fact]
    public void Every_public_member_of_it_is_documented() => Assert.Empty(GeneratorRun.Of(
        ["""
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;
        namespace Test;
        /// <summary>A chat.</summary>
        [WsService(Callback = typeof(ICallback))]
        public interface IChat
        {
            /// <summary>Joins.</summary>
            /// <param name="room">The room.</param>
            /// <param name="token">Cancels.</param>
            Task<int> JoinAsync(string room, CancellationToken token = default);
        }
        /// <summary>Called back.</summary>
        [WsService] public interface ICallback;
        """],
        documentation: DocumentationMode.Diagnose).Diagnostics());

    [Fact]
    public void One_method_serves_two_bases_that_declare_the_same() => Assert.Single(
        Verify.Clean(Usings + """
            [WsService] public interface IOne { Task<int> RunAsync(string text); }
            [WsService] public interface ITwo { Task<int> RunAsync(string text); }
            [WsService] public interface IBoth : IOne, ITwo;
            """).Lines("Test.IBoth.Base.g.cs"),
        line => line.Contains("RunAsync", StringComparison.Ordinal));

    [Theory]
    [InlineData("[WsService] public interface IChat; class ChatBase;", "its namespace already has a type ChatBase")]
    [InlineData("[WsService] public interface Chat; [WsService] public interface IChat;", "ChatBase is the base class of IChat", "Chat")]
    [InlineData("class Outer { [WsService] public interface IChat; [WsService] public interface Chat; }", "Outer_ChatBase is the base class of IChat", "Chat")]
    [InlineData("class Outer { [WsService] public interface IChat; } [WsService] public interface IOuter_Chat;", "Outer_ChatBase is the base class of IOuter_Chat")]
    [InlineData("[WsService] public interface IChat { Task ChatBase(); }", "a class cannot have a method of its own name, ChatBase")]
    [InlineData("[WsService] public interface IChat { Task Finalize(); }", "its method Finalize() would pass for a destructor")]
    [InlineData("[WsService] public interface IOne { Task RunAsync(); } [WsService] public interface ITwo { Task<int> RunAsync(); } [WsService] public interface IChat : IOne, ITwo;", "IOne.RunAsync and ITwo.RunAsync differ only in their results")]
    public void Where_there_can_be_none_the_contract_is_told_why(string source, string reason, string contract = "IChat")
    {
        var run = Verify.Reports(Usings + source, ("WSR020", contract));
        Assert.Equal([$"No base class is generated for {contract}: {reason}; implement the interface, or rename one of the two"], Verify.Messages(Usings + source));
        Assert.DoesNotContain(run.Files.Keys, file => file.EndsWith($".{contract}.Base.g.cs", StringComparison.Ordinal));
        Assert.Contains(run.Files.Keys, file => file.EndsWith($".{contract}.Proxy.g.cs", StringComparison.Ordinal));
    }
}
