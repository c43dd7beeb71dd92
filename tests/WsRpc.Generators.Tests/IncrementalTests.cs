using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

/// <summary>What an edit makes the generator do again.</summary>
public class IncrementalTests
{
    private const string Usings = "using System.Threading.Tasks; using WsRpc; namespace Test;\n";
    private const string Chat = Usings + "[WsService] public interface IChat { Task JoinAsync(string room); }";
    private const string Feed = Usings + "[WsService] public interface IFeed { Task WatchAsync(string symbol); }";
    private const string Unrelated = "namespace Test; public class Program { public int Answer() => 42; }";

    [Fact]
    public void Edit_in_an_unrelated_file_keeps_all_outputs() =>
        AssertOutputs(Edit(Unrelated, Unrelated.Replace("42", "43")), changed: 0, kept: 2);

    [Fact]
    public void Added_file_keeps_all_outputs() =>
        AssertOutputs(Edit("", "namespace Test; public class Another;"), changed: 0, kept: 2);

    [Fact]
    public void Comment_in_the_contract_keeps_all_outputs() =>
        AssertOutputs(Edit(Chat, Chat.Replace("Task JoinAsync", "/* joins */ Task  JoinAsync")), changed: 0, kept: 2);

    [Fact]
    public void Attribute_of_others_on_the_contract_keeps_all_outputs() =>
        AssertOutputs(Edit(Chat, Chat.Replace("[WsService]", "[WsService, System.CLSCompliant(false)]")), changed: 0, kept: 2);

    [Fact]
    public void Added_method_changes_only_its_contract() =>
        AssertOutputs(Edit(Chat, Chat.Replace("string room);", "string room); Task LeaveAsync();")), changed: 1, kept: 1);

    [Fact]
    public void Renamed_parameter_changes_only_its_contract() =>
        AssertOutputs(Edit(Chat, Chat.Replace("room", "name")), changed: 1, kept: 1);

    [Fact]
    public void Changed_default_value_changes_only_its_contract() =>
        AssertOutputs(Edit(Chat.Replace("string room", "int last = 1"), Chat.Replace("string room", "int last = 2")), changed: 1, kept: 1);

    [Fact]
    public void Added_contract_keeps_the_outputs_of_the_others() =>
        AssertOutputs(Edit("", Usings + "[WsService] public interface INews { Task ReadAsync(); }"), changed: 1, kept: 2);

    [Fact]
    public void Contract_whose_name_differs_in_case_only_changes_the_names_of_both() =>
        AssertOutputs(Edit("", Usings + "[WsService] public interface ICHAT { Task JoinAsync(); }"), changed: 2, kept: 1);

    [Fact]
    public void Taken_name_of_a_base_class_changes_only_its_contract() =>
        AssertOutputs(Edit("", "namespace Test; public class ChatBase;"), changed: 1, kept: 1);

    [Fact]
    public void Broken_contract_loses_its_files_and_no_others()
    {
        var driver = Edit(Chat, Chat.Replace("Task JoinAsync", "void JoinAsync"));
        Assert.Equal(["Test.IFeed.Base.g.cs", "Test.IFeed.Dispatcher.g.cs", "Test.IFeed.Proxy.g.cs"], Incremental.FilesOf(driver).Keys);
        Assert.DoesNotContain(Outputs(driver), reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
    }

    [Fact]
    public void Same_edit_made_twice_gives_the_same_files() => Assert.Equal(
        Incremental.FilesOf(Edit(Chat, Chat.Replace("room", "name"))),
        Incremental.FilesOf(Edit(Unrelated, Chat.Replace("room", "name").Replace("interface IChat", "interface IChat "), without: Chat)));

    /// <summary>Runs the generator over two contracts and an unrelated file, makes the edit (none before: a new file), and runs it again.</summary>
    private static GeneratorDriver Edit(string before, string after, string? without = null)
    {
        string[] sources = before is "" or Chat or Unrelated ? [Chat, Feed, Unrelated] : [before, Feed, Unrelated];
        var trees = sources.Where(source => source != without).Select((source, i) => Parse(source, $"File{i}.cs")).ToList();
        var compilation = Host.Compile(trees);
        var driver = Incremental.Create(trees[0]).RunGenerators(compilation);

        var old = trees.Find(tree => tree.ToString() == before);
        return driver.RunGenerators(old is null
            ? compilation.AddSyntaxTrees(Parse(after, "New.cs"))
            : compilation.ReplaceSyntaxTree(old, Parse(after, old.FilePath)));
    }

    private static SyntaxTree Parse(string source, string path) => Host.Parse(source, LanguageVersion.CSharp12, path);

    private static void AssertOutputs(GeneratorDriver driver, int changed, int kept)
    {
        var reasons = Outputs(driver);
        Assert.Equal(changed, reasons.Count(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
        Assert.Equal(kept, reasons.Count(reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    private static List<IncrementalStepRunReason> Outputs(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
