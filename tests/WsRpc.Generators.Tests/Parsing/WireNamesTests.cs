using System.Text.Json;
using WsRpc.Generators.Parsing;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests.Parsing;

public class WireNamesTests
{
    [Theory]
    [InlineData("Post")]
    [InlineData("URLFetch")]
    [InlineData("URL")]
    [InlineData("IOStream")]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("ABc")]
    [InlineData("post")]
    [InlineData("_Post")]
    [InlineData("X1Y")]
    [InlineData("ÉtatÀ")]
    public void Camel_case_is_that_of_System_Text_Json(string name) =>
        Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(name), WireNames.CamelCase(name));

    [Theory]
    [InlineData("[WsService] public interface IChat { Task PostAsync(); }", "chat.post")]
    [InlineData("[WsService] public interface IChat { Task Post(); }", "chat.post")]
    [InlineData("[WsService] public interface IChat { Task URLFetchAsync(); }", "chat.urlFetch")]
    [InlineData("[WsService] public interface IChat { Task Async(); }", "chat.async")]
    [InlineData("[WsService] public interface Item { Task GetAsync(); }", "item.get")]
    [InlineData("[WsService] public interface Inventory { Task GetAsync(); }", "inventory.get")]
    [InlineData("[WsService(\"trading.feed\")] public interface IChat { Task PostAsync(); }", "trading.feed.post")]
    [InlineData("[WsService(\"\")] public interface IChat { Task PostAsync(); }", "post")]
    [InlineData("[WsService(Naming = WsNaming.AsDeclared)] public interface IChat { Task PostAsync(); }", "PostAsync")]
    [InlineData("[WsService(\"\", Naming = WsNaming.AsDeclared)] public interface IChat { Task PostAsync(); }", "PostAsync")]
    [InlineData("[WsService(\"chat\", Naming = WsNaming.AsDeclared)] public interface IChat { Task PostAsync(); }", "chat.PostAsync")]
    [InlineData("[WsService] public interface IChat { [WsMethod(\"x/y\")] Task PostAsync(); }", "x/y")]
    [InlineData("[WsService] public interface IChat { [WsMethod] Task PostAsync(); }", "chat.post")]
    [InlineData("[WsService] public interface IChat { [WsNotification(\"x/y\")] Task PostAsync(); }", "x/y")]
    [InlineData("[WsService] public interface IChat { [WsMethod(\"x/y\"), WsNotification] Task PostAsync(); }", "x/y")]
    [InlineData("[WsService] public interface IChat { [WsMethod(\"größe/“x”\\\\\")] Task PostAsync(); }", "größe/“x”\\\\")]
    public void Wire_names_follow_the_contract(string contract, string expected)
    {
        var run = Verify.Clean("using System.Threading.Tasks; using WsRpc;\n" + contract);
        var lines = run.Lines(run.Files.Keys.Single(file => file.EndsWith(".Proxy.g.cs", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("public static readonly RpcMethod ", StringComparison.Ordinal) && line.EndsWith($"= new(\"{expected}\");", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[WsService] public interface IChat;", "\"chat\",")]
    [InlineData("[WsService(\"feed\")] public interface IChat;", "\"feed\",")]
    [InlineData("[WsService(\"\")] public interface IChat;", "\"Test.IChat\",")]
    [InlineData("[WsService(Naming = WsNaming.AsDeclared)] public interface IChat;", "\"Test.IChat\",")]
    public void Services_are_listed_by_prefix_or_full_name(string contract, string expected) =>
        Assert.Contains(expected, Verify.Clean("using WsRpc; namespace Test;\n" + contract).Lines("Test.IChat.Proxy.g.cs"));

    [Fact]
    public void Length_of_a_wire_name_counts_octets() => Assert.Contains(
        """case 5 when method.SequenceEqual("é→"u8): Run(call); return true;""",
        Verify.Clean(Contract.With("[WsMethod(\"é→\")] Task RunAsync();")).Lines("Test.IThing.Dispatcher.g.cs"));

    [Fact]
    public void Inherited_methods_keep_the_names_of_a_base_that_is_a_contract_and_take_the_prefix_of_the_heir_otherwise()
    {
        var run = Verify.Clean(Contract.Usings + """
            namespace Test;
            public interface IPlain { Task PingAsync(); }
            [WsService("old")] public interface IChat { Task JoinAsync(string room); }
            [WsService] public interface IChatV2 : IChat, IPlain { new Task JoinAsync(string room); Task LeaveAsync(); }
            """);
        Assert.Contains("[Join, Leave, JoinMethod, Ping],", run.Lines("Test.IChatV2.Proxy.g.cs"));
        Snapshot.Matches(run);
    }
}
