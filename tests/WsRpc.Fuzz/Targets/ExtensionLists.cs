using System.Text;
using WsRpc.Fuzz.Engine;
using WsRpc.Fuzz.Reference;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>The lists of extensions and of subprotocols: each line of the input is a line of both headers. Octets that the reader of heads lets nobody send are tried all the same.</summary>
internal sealed class ExtensionLists : FuzzTarget
{
    public override string Name => "extension-lists";

    public override int Iterations => 3000;

    // An extension of one letter and its comma: a string, an object, its list, and a place in a list; and the same letter as a subprotocol.
    public override int AllocationPerOctet => 192;

    public override int MaxLength => 512;

    public override IReadOnlyList<string> Tokens { get; } =
        [",", ";", "=", "\"", "\\", " ", "\t", "\n", "a", "b", "\"b\"", "\"\\b\"", "; a=b", "; a=\"b\"", ", a", "permessage-deflate", "client_max_window_bits", "=15", "\xE4", "\0", "\r"];

    public override IReadOnlyList<Repetition> Repetitions { get; } =
        [new("a", ";a"), new("a", ";a=b"), new("a", ";a=\"b\""), new("a", ","), new("a", ",a"), new("a;b=\"", "\\\\"), new("a;b=\"", "\\b", "\""), new("a;b=\"", "b", "\""), new("a;b=", "\""), new("a", " ;"), new("a", " "), new("a;", " "), new("a", "\na")];

    public override void Read(Delivery delivery, Trace trace)
    {
        delivery.CountCall();
        var lines = Lines(delivery.Whole());
        var headers = new HttpHeaders(lines.SelectMany<string, HttpHeader>(line => [new("Sec-WebSocket-Extensions", line), new("Sec-WebSocket-Protocol", line)]));
        if (WebSocketExtension.TryParse(headers, out var extensions))
        {
            trace.Add("extensions");
            HeadTrace.Add(trace, extensions);
            if (trace.IsRecording)
            {
                trace.Add("count", extensions.Count);
                trace.Add("parameters", extensions.Sum(extension => extension.Parameters.Count));
            }
        }

        if (SubprotocolList.TryParse(headers, out var subprotocols))
        {
            trace.Add("subprotocols", subprotocols.Count);
            trace.AddDetail("named", trace.IsRecording ? string.Join(' ', subprotocols) : null);
        }
    }

    public override void Judge(ReadOnlyMemory<byte> input, Trace outcome)
    {
        var lines = Lines(input);
        Require("extensions\n", Array.TrueForAll(lines, HeadGrammar.Extensions.IsMatch));
        Require("subprotocols ", HeadGrammar.IsSubprotocols([.. lines.Select(line => line.Trim(' ', '\t'))]));

        var parsed = new List<WebSocketExtension>();
        if (lines is [var only] && WebSocketExtension.TryParse(only, parsed))
        {
            var again = new List<WebSocketExtension>();
            var text = HeadTrace.Text(parsed);
            Require(text, WebSocketExtension.TryParse(text, again) && HeadTrace.Text(again) == text);
        }

        void Require(string line, bool isExpected)
        {
            if (outcome.ToString().Contains(line, StringComparison.Ordinal) != isExpected)
            {
                throw new FuzzFailureException(Rules.AgreesWithReference, $"expected \"{line.Trim()}\": {isExpected}, but\n{outcome}");
            }
        }
    }

    private static string[] Lines(ReadOnlyMemory<byte> input) => Encoding.Latin1.GetString(input.Span).Split('\n');
}
