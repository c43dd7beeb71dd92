using System.Diagnostics.CodeAnalysis;

namespace QuickStart;

/// <summary>What the user asked for.</summary>
internal sealed record CommandLine(Mode Mode, string Url, string? Name)
{
    public const string Usage = """
        Usage: QuickStart                                a tour: server and client in one process
               QuickStart server [url]                   a chat server on this terminal
               QuickStart client [url] [--name <name>]   a chat client on this terminal

        The url begins with ws://; it is ws://127.0.0.1:5005/rpc unless you say otherwise.
        """;

    private const string DefaultUrl = "ws://127.0.0.1:5005/rpc";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out CommandLine? command)
    {
        command = args switch
        {
            [] => new(Mode.Demo, DefaultUrl, null),
            ["server"] => new(Mode.Server, DefaultUrl, null),
            ["server", var url] => new(Mode.Server, url, null),
            ["client"] => new(Mode.Client, DefaultUrl, null),
            ["client", "--name", var name] => new(Mode.Client, DefaultUrl, name),
            ["client", var url] => new(Mode.Client, url, null),
            ["client", var url, "--name", var name] => new(Mode.Client, url, name),
            _ => null,
        };
        return command is not null && IsWebSocketUrl(command.Url);
    }

    // No user information and no fragment: RFC 6455 section 3.
    private static bool IsWebSocketUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "ws", UserInfo: "", Fragment: "" };
}
