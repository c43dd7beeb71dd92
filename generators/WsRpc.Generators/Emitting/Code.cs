using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Pieces of text that several emitters print.</summary>
internal static class Code
{
    private static readonly Regex Collections = new(
        @"global::System\.Collections\.Generic\.(?=(?:IAsyncEnumerable|I?List|I?Dictionary|IEnumerable|ICollection|IReadOnly(?:List|Collection|Dictionary)|HashSet|ISet|KeyValuePair)<)",
        RegexOptions.Compiled | RegexOptions.CultureInvariant);

    /// <summary>A type as files in WsRpc.Generated write it: the best known collections by their short names, which nothing of the user's can displace there.</summary>
    public static string Short(string type) => Collections.Replace(type, "");

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A contract as documentation comments name it.</summary>
    public static string Reference(ContractModel contract) => contract.IsDelegate
        ? $"a delegate, <c>{contract.DisplayName.Replace("<", "&lt;").Replace(">", "&gt;")}</c>,"
        : $"<see cref=\"{contract.Interface}\"/>";

    /// <summary>Those of the arguments that are there.</summary>
    public static string Arguments(params string?[] arguments) => string.Join(", ", arguments.Where(static argument => argument is not null));

    public static string TaskType(ResultModel result)
    {
        if (result.IsVoid)
        {
            return "void";
        }

        if (result.IsBare)
        {
            return result.Type!;
        }

        var task = result.IsValueTask ? "ValueTask" : "Task";
        return result.Type is null ? task : $"{task}<{result.Type}>";
    }

    /// <summary>What a form adds to the verb that writes or reads it.</summary>
    public static string Suffix(ValueForm form) => form == ValueForm.Json ? "" : form.ToString();

    /// <summary>The wire name and parameters as a person reads them: <c>chat.post (room, text, replyTo = null)</c>.</summary>
    public static string Parameters(MethodModel method) => string.Join(", ", method.Parameters.Select(
        static parameter => parameter.Default is null ? parameter.WireName : $"{parameter.WireName} = {parameter.Default.TrimEnd('!').Replace("global::", "")}"));

    /// <summary>What an event tells, as a person reads it.</summary>
    public static string Parameters(EventModel @event) => @event.Argument?.DisplayType ?? "";
}
