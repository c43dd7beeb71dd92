using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>Beginnings of frames, and octets that matter in payloads.</summary>
internal static class FrameSyntax
{
    // A key of zeros leaves payloads as they are.
    private static readonly string[] Masked =
    [
        "\x81\x80\0\0\0\0", "\x81\x81\0\0\0\0a", "\x01\x81\0\0\0\0a", "\x02\x81\0\0\0\0a", "\x82\xFE\0\x7E\0\0\0\0", "\x82\xFF\0\0\0\0\0\x01\0\0\0\0\0\0",
        "\x00\x80\0\0\0\0", "\x80\x80\0\0\0\0", "\x80\x81\0\0\0\0a", "\x89\x80\0\0\0\0", "\x8A\x81\0\0\0\0a", "\x88\x80\0\0\0\0", "\x88\x82\0\0\0\0\x03\xE8", "\xC1\x80\0\0\0\0",
    ];

    private static readonly string[] Unmasked =
    [
        "\x81\0", "\x81\x01" + "a", "\x01\x01" + "a", "\x02\x01" + "a", "\x82\x7E\0\x7E", "\x82\x7F\0\0\0\0\0\x01\0\0",
        "\0\0", "\x80\0", "\x80\x01" + "a", "\x89\0", "\x8A\x01" + "a", "\x88\0", "\x88\x02\x03\xE8", "\xC1\0",
    ];

    private static readonly string[] Payloads =
    [
        "\x7E\0\x7D", "\x7E\0\x7E", "\x7F\0\0\0\0\0\0\xFF\xFF", "\x7F\x80\0\0\0\0\0\0\0", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\xA0\x80", "\xF4\x90", "\xC0\xAF", "\xE0\x9F",
        "\x03\xE8", "\x03\xED", "\x0F\xA0", "\x13\x88",
    ];

    public static IReadOnlyList<string> Tokens(WebSocketRole role) => [.. Frames(role), .. Payloads];

    public static IReadOnlyList<Repetition> Repetitions(WebSocketRole role)
    {
        var frames = Frames(role);
        var (text, binary) = role == WebSocketRole.Server
            ? ("\x81\xFF\0\0\0\0\0\0\xFF\xF0\0\0\0\0", "\x82\xFF\0\0\0\0\0\0\xFF\xF0\0\0\0\0")
            : ("\x81\x7F\0\0\0\0\0\0\xFF\xF0", "\x82\x7F\0\0\0\0\0\0\xFF\xF0");
        return
        [
            .. frames.Select(frame => new Repetition(frames[2], frame)), // inside of a fragmented text
            .. frames.Select(frame => new Repetition(frames[3], frame)),
            .. Payloads.Select(octets => new Repetition(text, octets)),
            new Repetition(binary, "\0"),
        ];
    }

    private static string[] Frames(WebSocketRole role) => role == WebSocketRole.Server ? Masked : Unmasked;
}
