using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>What heads are made of, and what has been tried on the servers of others.</summary>
internal static class HeadSyntax
{
    /// <summary>Roomy enough for every pattern to show what it costs, and tight enough for a few lines to exceed.</summary>
    public static readonly HandshakeLimits[] Limits = [new() { MaxHeadBytes = 1 << 20, MaxHeaders = 1 << 20 }, new() { MaxHeadBytes = 280, MaxHeaders = 7 }];

    /// <summary>What the client asked for whose answer is read.</summary>
    public static readonly ClientHandshakeRequest Asked = new()
    {
        Host = "server.example.com",
        Target = "/chat?token=secret",
        Key = "dGhlIHNhbXBsZSBub25jZQ==",
        Subprotocols = ["chat", "superchat"],
        Extensions = ["permessage-deflate; client_max_window_bits", "x-other"],
    };

    public static readonly string[] RequestLines =
    [
        "GET /chat HTTP/1.1", "GET /chat HTTP/1.1", "GET /chat HTTP/1.1", "GET http://server.example.com/chat?a=b HTTP/1.1", "GET HTTPS://[::1]:443 HTTP/1.1",
        "POST /chat HTTP/1.1", "get /chat HTTP/1.1", "GET /chat HTTP/1.0", "GET /chat HTTP/2.0", "GET /chat HTTP/1.10", "GET /chat http/1.1", "GET * HTTP/1.1", "GET  /chat HTTP/1.1",
        "GET /chat  HTTP/1.1", "GET /chat HTTP/1.1 ", "GET /chat", "GET /a#b HTTP/1.1", "GET /\x80 HTTP/1.1", "GET ?a HTTP/1.1", "GET http:// HTTP/1.1", "GET http://a@b/ HTTP/1.1",
        "GET ws://server.example.com/ HTTP/1.1", "CONNECT server.example.com:80 HTTP/1.1", " GET / HTTP/1.1", "", "GET\t/\tHTTP/1.1", "GET http://h:99999/ HTTP/1.1",
    ];

    public static readonly string[] StatusLines =
    [
        "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 101 ", "HTTP/1.1 101", "HTTP/1.0 101 x", "HTTP/1.1 200 OK",
        "HTTP/1.1 302 Found", "HTTP/1.1 100 Continue", "HTTP/1.1 103 Early Hints", "HTTP/1.1 099 x", "HTTP/1.1 1010 x", "HTTP/1.1 10 x", "HTTP/2 101 x", "HTTP/2.0 101 x", "http/1.1 101 x",
        "ICY 101 x", "HTTP/1.1  101 x", "HTTP/1.1 101 \x80", "HTTP/1.1 101\tx", "HTTP/1.1 999 x",
    ];

    public static readonly HttpHeader[] Request =
    [
        new("Host", "server.example.com"), new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        new("Sec-WebSocket-Version", "13"), new("Origin", "http://server.example.com"), new("Sec-WebSocket-Protocol", "chat, superchat"),
        new("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"), new("Cookie", "a=b"),
    ];

    public static readonly HttpHeader[] Response =
    [
        new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), new("Sec-WebSocket-Protocol", "chat"),
        new("Sec-WebSocket-Extensions", "permessage-deflate"), new("Server", "x"),
    ];

    /// <summary>Values that a header might have, right for some and wrong for most.</summary>
    public static readonly string[] Values =
    [
        "", " ", "\t", ",", ", ,", "a", "a, a", "chat,chat", "chat, Chat", "superchat", "chat;x", "websocket", "WebSocket", "h2c, websocket", "websocket/13", "websocket websocket", "keep-alive, upgrade",
        "keep-alive", "close", "upgrade,", "13", "8", "13, 8", " 13 ", "013", "13.0", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ==x", "dGhlIHNhbXBsZSBub25jZR==",
        "dGhlIHNhbXBsZSBub25j\xFFQ==", "AAAA AAAA AAAA AAAA AAAA", "s3pplmbitxaq9kygzzhzrbk+xoo=", "0", "00", "1", "-0", "chunked", "http://server.example.com", "HTTP://SERVER.example.com:80",
        "https://server.example.com", "http://server.example.com:81", "http://server.example.com.evil.example", "http://evil.example/server.example.com", "null", "file://", "http://", "http://a b",
        "server.example.com:80", "server.example.com:443", "server.example.com:", "server.example.com:65536", "server.example.com:-1", "[::1]", "[::1]:8080", "[::1", "::1", "[]", "[x]", "a,b", "a@b", "a/b", ":80",
        "permessage-deflate, permessage-deflate", "permessage-deflate; a=\"b\"", "permessage-deflate; a=\"\"", "permessage-deflate; a=\"\\b\"", "permessage-deflate; a=\"b", "permessage-deflate;", "; a", "x-other", "x-Other",
        "x-other; =", "permessage-deflate; a = b ; c", "\xE4", "\x7F", "a\0b", "a\x01" + "b",
    ];

    private static readonly string[] LineEnds = ["\r\n", "\r\n\r\n", "\n", "\r", "\n\n", "\r\r\n", "\r\n ", "\r\n\t", " :", ": ", "\0", "\xFF"];

    public static IReadOnlyList<string> Tokens { get; } =
        [.. LineEnds, .. Values.Where(value => value.Length > 0), .. Request.Concat(Response).Select(header => $"{header.Name}: {header.Value}\r\n"), "Transfer-Encoding: chunked\r\n", "Content-Length: 0\r\n", "HTTP/1.1 ", "GET "];

    /// <summary>Endless start lines, header names, values and headers; and each header of the handshake over and over.</summary>
    public static IReadOnlyList<Repetition> Repetitions(HttpHeader[] headers)
    {
        var start = headers == Request ? "GET / HTTP/1.1\r\n" : "HTTP/1.1 101 x\r\n";
        var whole = start + string.Concat(headers[..5].Select(header => $"{header.Name}: {header.Value}\r\n"));
        string[] lists = ["Sec-WebSocket-Extensions: a", "Sec-WebSocket-Protocol: a", "Connection: a", "Host: a"];
        string[] units = [",", ", ", " ", ";a", ",a", ";a=\"\\b\"", ":", "\\\"", "%"];
        Repetition[] repetitions =
        [
            new(start[..5], "a"), new(start[..^2], "a"), new(start, "a"), new(start, "a:"), new(start, "a:\r\n"), new(start, "a:b\r\n"), new(start + "a:", " "), new(start + "a:", "b"),
            new(start, "\r\n "), .. headers.Select(header => new Repetition(whole, $"{header.Name}:{header.Value}\r\n")), .. headers.Select(header => new Repetition(whole, $"{header.Name}:\r\n")),
            .. lists.SelectMany(list => units.Select(unit => new Repetition(whole + list, unit))), new(whole + "Sec-WebSocket-Extensions: a;b=\"", "\\\\"), new(whole + "Sec-WebSocket-Extensions: a;b=\"", "\\b"),
        ];
        return [.. repetitions.Select(repetition => repetition with { End = "\r\n\r\n" })];
    }
}
