using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.HostileUser;

/// <summary>Users owe us nothing: whatever names and types they have of their own, the generated code compiles without a warning.</summary>
public class HostileUserTests
{
    private const string Usings = "using System.Threading;\nusing System.Threading.Tasks;\nusing WsRpc;\n";

    [Fact]
    public void Types_named_like_ours_and_imported_everywhere_do_no_harm() => Verify.Clean(
        """
        global using Task = Hostile.Task;
        global using Hostile;
        global using static Hostile.Everything;

        namespace Hostile
        {
            public class Task;
            public struct ValueTask<T>;
            public struct CancellationToken;
            public class List<T>;
            public class RpcChannel;
            public class RpcMethod;
            public class RpcJson;
            public class JsonTypeInfo<T>;
            public class RpcDispatcher;
            public class RpcIncomingCall;
            public class GeneratedCode : System.Attribute;
            public class ModuleInitializer : System.Attribute;
            public static class RpcContracts;
            public static class RpcStub;
            public static class Everything { public static bool SequenceEqual(this System.ReadOnlySpan<byte> left, System.ReadOnlySpan<byte> right) => false; }
        }
        """,
        """
        namespace Hostile
        {
            [WsRpc.WsService]
            public interface IVictim
            {
                System.Threading.Tasks.Task<int> CountAsync(RpcMethod task, System.Threading.CancellationToken token = default);
                System.Threading.Tasks.ValueTask<RpcMethod> FindAsync(RpcJson json, List<RpcJson> ours, System.Collections.Generic.List<RpcJson> theirs);
                [WsRpc.WsNotification] System.Threading.Tasks.ValueTask TellAsync(string text);
            }
        }
        """);

    [Theory]
    [InlineData("call, string rpcCall")]
    [InlineData("arguments, string rpcArguments")]
    [InlineData("_channel, string channel")]
    [InlineData("_service, string service")]
    [InlineData("method, string json")]
    [InlineData("_version, System.Version version")]
    [InlineData("@event, string @class, string @this, string @default")]
    [InlineData("value, string field, string var, string from, string await, string async, string _, string __")]
    [InlineData("Task, string CancellationToken, string RpcMethod, string RpcContracts, string Test_Thing")]
    public void Parameters_may_have_any_name(string parameters) => Verify.Clean(Contract.With($"Task<int> RunAsync(string {parameters}, CancellationToken cancellationToken = default);"));

    [Fact]
    public void Methods_may_have_any_name() => Verify.Clean(Contract.With("""
        Task Register();
        Task TryDispatch();
        Task @event(string @object);
        Task RpcContracts();
        Task Test_ThingContract();
        Task Test_ThingDispatcher();
        Task Test_ThingProxy();
        Task Task();
        Task ValueTask();
        Task Async();
        Task call();
        Task method(string call);
        Task _service();
        Task _channel();
        Task _();
        Task _1();
        Task Arguments();
        """));

    [Fact]
    public void Methods_may_be_named_like_those_of_object() => Verify.Clean(Contract.With("""
        Task<int> GetHashCode();
        Task<string> ToString();
        Task<string> GetType();
        Task<bool> Equals(object other);
        Task MemberwiseClone();
        Task<bool> ReferenceEquals(object first, object second);
        [WsMethod("thing.toText")] Task<string> ToString(int width);
        """));

    [Fact]
    public void Methods_named_Connection_and_Client_rename_the_properties_of_the_base_class()
    {
        var run = Verify.Clean(Contract.With("Task Connection(); Task Client(); Task RpcClient();", "[WsService(Callback = typeof(ICallback))]", "[WsService] public interface ICallback;"));
        Assert.Contains("protected global::WsRpc.RpcConnection RpcConnection { get; }", run.Lines("Test.IThing.Base.g.cs"));
        Assert.Contains("protected global::Test.ICallback RpcClient2 { get; }", run.Lines("Test.IThing.Base.g.cs"));
    }

    [Fact]
    public void Methods_that_would_share_a_generated_name_get_different_ones()
    {
        var run = Verify.Clean(Contract.With("Task Join(); Task JoinAsync(string room);", "[WsService(Naming = WsNaming.AsDeclared)]"));
        Assert.Contains("""public static readonly RpcMethod Join = new("Join");""", run.Lines("Test.IThing.Proxy.g.cs"));
        Assert.Contains("""public static readonly RpcMethod JoinMethod = new("JoinAsync", "room");""", run.Lines("Test.IThing.Proxy.g.cs"));
    }

    [Fact]
    public void Overloads_work_once_they_have_wire_names_of_their_own() => Verify.Clean(Contract.With("""
        Task PostAsync(string text);
        [WsMethod("thing.postTo")] Task PostAsync(string text, string room, CancellationToken cancellationToken = default);
        [WsMethod("thing.postNumber")] Task PostAsync(long number);
        """));

    [Fact]
    public void Contracts_may_live_in_the_global_namespace() => Verify.Clean(Usings + "[WsService] public interface IChat { Task<Note> JoinAsync(Note note); }\npublic record Note(string Text);");

    [Fact]
    public void Contracts_may_be_nested() => Verify.Clean(Usings + """
        namespace Deep.Inside;
        public static class Outer
        {
            internal static class Inner
            {
                [WsService(Callback = typeof(IBack))] public interface IChat { Task<Note> JoinAsync(Note note); }
                [WsService] public interface IBack;
                public record Note(string Text);
            }
        }
        """);

    [Fact]
    public void The_same_name_may_occur_in_two_namespaces() => Verify.Clean(
        Usings + "namespace First; [WsService] public interface IChat { Task JoinAsync(); }",
        Usings + "namespace Second; [WsService] public interface IChat { Task JoinAsync(); }",
        Usings + "namespace First.Second; [WsService] public interface IChat { Task JoinAsync(); }",
        Usings + "[WsService] public interface IFirst_Chat { Task JoinAsync(); }");

    [Fact]
    public void Names_that_differ_in_their_underscores_do_not_collide() => Verify.Clean(
        Usings + "namespace A_; [WsService] public interface IB { Task JoinAsync(); }",
        Usings + "namespace A_.B; [WsService] public interface IC { Task JoinAsync(); }",
        Usings + "namespace A._B; [WsService] public interface IC { Task JoinAsync(); }",
        Usings + "namespace A; [WsService] public interface I_B { Task JoinAsync(); }",
        Usings + "namespace A; [WsService] public interface IB { Task JoinAsync(); }",
        Usings + "[WsService] public interface IA_B { Task JoinAsync(); }");

    [Fact]
    public void Names_that_differ_in_their_case_do_not_collide()
    {
        var run = Verify.Clean(Usings + "namespace Test; [WsService] public interface IChatRoom { Task JoinAsync(); } [WsService] public interface IChatroom { Task JoinAsync(); }");
        Assert.Equal(6, run.Files.Count);
    }

    [Fact]
    public void Namespaces_named_like_the_frameworks_and_ours_do_no_harm() => Verify.Clean(Usings + """
        namespace Company.System { public class Text; }
        namespace Company.WsRpc { public class CompilerServices; }
        namespace Company.Task { public class Threading; }
        namespace Company
        {
            [global::WsRpc.WsService]
            public interface IChat { global::System.Threading.Tasks.Task<Company.System.Text> JoinAsync(Company.WsRpc.CompilerServices services, Task.Threading threading); }
        }
        """);

    [Fact]
    public void Contracts_may_live_in_the_namespace_of_generated_code() => Verify.Clean(
        Usings + "namespace WsRpc.Generated { public record Note(string Text); [WsService] public interface IChat { Task<Note> JoinAsync(Note note); } }",
        Usings + "namespace WsRpc.Generated.Task { [WsService] public interface IChat { ValueTask<int> JoinAsync(CancellationToken cancellationToken); } }",
        Usings + "namespace WsRpc { [WsService] public interface IChat { ValueTask<int> JoinAsync(CancellationToken cancellationToken); } }");

    [Fact]
    public void Keywords_may_be_names_of_types_and_namespaces() => Verify.Clean(Usings + """
        namespace @namespace.@class
        {
            public record @struct(string Text);
            [WsService] public interface @interface { Task<@struct> @void(@struct @int); }
        }
        """);

    [Fact]
    public void A_contract_written_without_nullable_annotations_builds_without_warnings() => Verify.Clean($$"""
        #nullable disable
        {{Contract.Usings}}
        namespace Test;
        public class Note { public string Text; }
        [WsService]
        public interface IThing
        {
            Task<string> NameAsync(string text, Note note, int? number, string[] words = null, List<string> more = null, Note[] notes = default);
            ValueTask<Note> FindAsync(string text = null, string other = "x");
        }
        """);

    [Fact]
    public void Obsolete_members_are_not_held_against_the_generated_code() => Verify.Reports(Usings + """
        using System;
        namespace Test;
        [Obsolete("old")] public record Old(string Text);
        [Obsolete("old")] public enum Kind { One }
        [WsService]
        public interface IThing
        {
            [Obsolete] Task FirstAsync();
            [Obsolete("old")] Task<Old[]> SecondAsync(Old old, Kind kind = Kind.One);
        }
        [Obsolete] [WsService] public interface IOlder { Task RunAsync(); }
        """);

    [Fact]
    public void A_partial_contract_is_generated_once()
    {
        var run = Verify.Clean(
            Usings + "namespace Test; [WsService] public partial interface IThing { Task OneAsync(); }",
            Usings + "namespace Test; public partial interface IThing { Task TwoAsync(); }");
        Assert.Contains("""public static readonly RpcMethod Two = new("thing.two");""", run.Lines("Test.IThing.Proxy.g.cs"));
    }

    [Fact]
    public void An_attribute_on_both_parts_of_a_contract_is_left_to_the_compiler() => Verify.Reports(
        [
            Usings + "namespace Test; [WsService] public partial interface IThing { Task OneAsync(); }",
            Usings + "namespace Test; [WsService] public partial interface IThing { Task TwoAsync(); }",
        ],
        ("CS0579", "WsService"));
}
