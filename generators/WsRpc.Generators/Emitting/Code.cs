using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Pieces of text that several emitters print.</summary>
internal static class Code
{
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string TaskType(ResultModel result)
    {
        var task = result.IsValueTask ? "ValueTask" : "Task";
        return result.Type is null ? task : $"{task}<{result.Type}>";
    }

    /// <summary>The wire name and parameters as a person reads them: <c>chat.post (room, text, replyTo = null)</c>.</summary>
    public static string Parameters(MethodModel method) => string.Join(", ", method.Parameters.Select(
        static parameter => parameter.Default is null ? parameter.WireName : $"{parameter.WireName} = {parameter.Default.TrimEnd('!')}"));
}
