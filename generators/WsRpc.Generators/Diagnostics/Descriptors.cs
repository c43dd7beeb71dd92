using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Diagnostics;

/// <summary>Every diagnostic, in the order of their numbers. Each has a page in docs/diagnostics.</summary>
internal static class Descriptors
{
    private const string Category = "WsRpc";
    private const string HelpPages = "docs/diagnostics";

    public static readonly DiagnosticDescriptor GenericContract = Error("WSR001",
        "A contract cannot be generic",
        "{0} is generic, but its wire names and types must be fixed; remove the type parameters, or derive a contract per type from it");

    public static readonly DiagnosticDescriptor UnreachableContract = Error("WSR002",
        "A contract must be reachable",
        "{0} cannot be named by generated code; make it, and the types around it, public or internal");

    public static readonly DiagnosticDescriptor LanguageVersion = Error("WSR003",
        "Generated code needs C# 12",
        "No code is generated for {0}: the project is compiled as C# {1}; set LangVersion to 12 or higher");

    public static readonly DiagnosticDescriptor Property = Error("WSR004",
        "A contract cannot have properties",
        "{0} is {1}, which would hide a network call; declare a method instead: Task<T> Get…Async()");

    public static readonly DiagnosticDescriptor Event = Error("WSR005",
        "An event must be an EventHandler or EventHandler<T>",
        "{0} is an event of {1}, whose arguments have no form on the wire; declare it as EventHandler<T>, or as EventHandler where there is nothing to tell");

    public static readonly DiagnosticDescriptor StaticAbstractMember = Error("WSR006",
        "A contract cannot have static abstract members",
        "{0} is static abstract, and a call needs an instance; make it an instance method");

    public static readonly DiagnosticDescriptor GenericMethod = Error("WSR007",
        "A contract's method cannot be generic",
        "{0} is generic, but the types on the wire must be fixed; declare a method per type");

    public static readonly DiagnosticDescriptor VoidResult = Error("WSR008",
        "A contract's method cannot return void",
        "{0} returns void, which can neither be awaited nor report a failure; {1}");

    public static readonly DiagnosticDescriptor NullableStream = Error("WSR009",
        "A stream cannot be null",
        "{0} may return null instead of a stream; return an empty one");

    public static readonly DiagnosticDescriptor UnsupportedResult = Error("WSR010",
        "A contract's method must return a task",
        "{0} returns {1}; return Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>");

    public static readonly DiagnosticDescriptor ValueFromNotification = Error("WSR011",
        "A notification has no result",
        "{0} is a notification, which nobody answers, but returns {1}; return ValueTask, or remove [WsNotification]");

    public static readonly DiagnosticDescriptor ByReferenceParameter = Error("WSR012",
        "A contract's parameters are passed by value",
        "{0} is a {1} parameter; {2}");

    public static readonly DiagnosticDescriptor CannotTravel = Error("WSR013",
        "A type cannot cross the wire",
        "{0}: {1} cannot cross the wire; {2}");

    public static readonly DiagnosticDescriptor CancellationTokenPosition = Error("WSR014",
        "A CancellationToken must be the last parameter",
        "{0} is a CancellationToken before the last parameter; a method takes one at most, at the end");

    public static readonly DiagnosticDescriptor DuplicateWireName = Error("WSR015",
        "Two members have one wire name",
        "{0} and {1} are both \"{2}\" on the wire; give one another name with {3}");

    public static readonly DiagnosticDescriptor InvalidWireName = Error("WSR016",
        "A wire name cannot be used",
        "\"{0}\" is no wire name for {1}: {2}; choose another with {3}");

    public static readonly DiagnosticDescriptor CallbackNotAService = Error("WSR017",
        "A callback must be a contract",
        "{0}, the callback of {1}, is not a [WsService] interface that generated code can name; add the attribute to it");

    public static readonly DiagnosticDescriptor JsonContextNotAContext = Error("WSR018",
        "A JsonContext must be a JsonSerializerContext",
        "{0}, the JsonContext of {1}, is not a JsonSerializerContext that generated code can name; derive a partial class from it");

    public static readonly DiagnosticDescriptor TypeMissingFromJsonContext = Warning("WSR019",
        "A type is missing from the JsonContext",
        "{0} crosses the wire in {2}, but {1} does not declare it; add [JsonSerializable(typeof({0}))] to {1}");

    public static readonly DiagnosticDescriptor NoBaseClass = Info("WSR020",
        "A contract has no generated base class",
        "No base class is generated for {0}: {1}; implement the interface, or rename one of the two");

    public static readonly DiagnosticDescriptor MethodAttributeHasNoEffect = Create("WSR021",
        "An attribute has no effect",
        "[{0}] on {1} has no effect: {2}",
        DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NotAService = Error("WSR022",
        "A type argument is not a contract",
        "{0} is not a [WsService]; {1}");

    public static readonly DiagnosticDescriptor ParamsObject = Error("WSR023",
        "The params of a call must be one object",
        "{0} sends its parameter as the whole params, but {1}; declare one parameter of a class or record, or choose WsParams.Named");

    public static readonly DiagnosticDescriptor Timeout = Error("WSR024",
        "A timeout bounds nothing",
        "The TimeoutMilliseconds of {0} bounds nothing: {1}; take a positive number for a call, or remove it");

    public static readonly DiagnosticDescriptor FaultType = Error("WSR025",
        "A fault must be data",
        "{0} cannot be a fault of {1}: {2}");

    public static readonly DiagnosticDescriptor FaultCode = Error("WSR026",
        "A fault cannot be declared so",
        "A [WsFault] of {0} cannot be declared so: {1}; {2}");

    public static readonly DiagnosticDescriptor QueueKey = Error("WSR027",
        "The key of a notification has no meaning",
        "\"{0}\" cannot be the key of {1}: {2}; name a parameter, with Queue = WsQueue.Latest");

    public static readonly DiagnosticDescriptor NeedsCall = Error("WSR028",
        "A notification cannot carry what lives as long as its call",
        "{0}: {1} lives as long as its call, and nobody answers a notification; remove [WsNotification], or the parameter");

    public static readonly DiagnosticDescriptor CallOnMany = Error("WSR029",
        "A call has one answer, and many clients are asked",
        "{0} has an answer, and {1} stands for many clients; ask each of them with AskAsync, or one with Client(id)");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{HelpPages}/{id}.md", customTags: tags);
}
