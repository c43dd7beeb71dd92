namespace WsRpc.Generators.Tests.Harness;

/// <summary>Source text around the few lines that a test is about.</summary>
internal static class Contract
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        """;

    /// <summary>A contract <c>Test.IThing</c> with these members.</summary>
    public static string With(string members, string attribute = "[WsService]", string types = "") =>
        $"{Usings}namespace Test;\n{types}\n{attribute} public interface IThing\n{{\n{members}\n}}\n";

    /// <summary>The generated lines of one file, without their indentation.</summary>
    public static string[] Lines(this GeneratorRun run, string file) => [.. run.Files[file].Split('\n').Select(line => line.Trim())];
}
