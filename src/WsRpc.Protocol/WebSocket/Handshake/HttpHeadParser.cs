using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>
/// Parses what the heads of requests and responses have in common: a start line of three elements, and header lines.
/// One pass: a run of octets allowed at the current place is taken whole, and the octet that ends it decides what comes next.
/// </summary>
internal sealed class HttpHeadParser(HandshakeLimits limits, StartLineSyntax startLine)
{
    private readonly List<HttpHeader> _headers = [];
    private readonly string[] _startLine = new string[3];

    // The beginning of an element whose end has not arrived.
    private readonly ArrayBufferWriter<byte> _begun = new();

    private HeadStatus _status;
    private Place _place;
    private int _octets;
    private string _name = "";

    private enum Place
    {
        First,
        Second,
        Third,
        LineFeed,
        Name,
        Value,
        LastLineFeed,
    }

    public IReadOnlyList<string> StartLine => _startLine;

    public HttpHeaders Headers => new(_headers);

    public HandshakeRejection? Fault { get; private set; }

    private SearchValues<byte> AllowedHere => _place switch
    {
        Place.First => startLine.First,
        Place.Second => startLine.Second,
        Place.Third => startLine.Third,
        Place.Name => HttpSyntax.TokenOctets,
        Place.Value => HttpSyntax.FieldValueOctets,
        _ => HttpSyntax.NoOctets,
    };

    public HeadStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        var allowance = input[..Math.Min(input.Length, limits.MaxHeadBytes - _octets)];
        consumed = 0;
        while (_status == HeadStatus.NeedMore && consumed < allowance.Length)
        {
            consumed += Step(allowance[consumed..]);
        }

        _octets += consumed;
        if (_status == HeadStatus.NeedMore && _octets == limits.MaxHeadBytes)
        {
            Fail(_place <= Place.Third ? Rejections.StartLineTooLong(_octets) : Rejections.HeadTooLong(_octets));
        }

        return _status;
    }

    /// <summary>Makes ready for another head that counts against the same limit of octets.</summary>
    public void StartOver()
    {
        _headers.Clear();
        _status = HeadStatus.NeedMore;
        _place = Place.First;
    }

    private int Step(ReadOnlySpan<byte> input)
    {
        var length = input.IndexOfAnyExcept(AllowedHere);
        if (length < 0)
        {
            _begun.Write(input);
            return input.Length;
        }

        var element = input[..length];
        if (_begun.WrittenCount > 0)
        {
            _begun.Write(element);
            element = _begun.WrittenSpan;
        }

        End(element, input[length]);
        _begun.ResetWrittenCount();
        return length + 1;
    }

    private void End(ReadOnlySpan<byte> element, byte delimiter)
    {
        switch (_place)
        {
            case Place.First or Place.Second when delimiter == ' ' && !element.IsEmpty:
                _startLine[(int)_place] = Text(element);
                _place++;
                break;
            case Place.Third when delimiter == '\r':
                _startLine[(int)_place] = Text(element);
                _place = Place.LineFeed;
                break;
            case Place.LineFeed when delimiter == '\n':
                _place = Place.Name;
                break;
            case Place.Name when delimiter == ':' && !element.IsEmpty:
                BeginValue(Text(element));
                break;
            case Place.Value when delimiter == '\r':
                _headers.Add(new(_name, Text(element.Trim(" \t"u8))));
                _place = Place.LineFeed;
                break;
            case Place.Name when delimiter == '\r' && element.IsEmpty:
                _place = Place.LastLineFeed;
                break;
            case Place.LastLineFeed when delimiter == '\n':
                _status = HeadStatus.Complete;
                break;
            default:
                Fail(FaultOf(delimiter, element.IsEmpty));
                break;
        }
    }

    private void BeginValue(string name)
    {
        if (_headers.Count == limits.MaxHeaders)
        {
            Fail(Rejections.TooManyHeaders(limits.MaxHeaders));
            return;
        }

        _name = name;
        _place = Place.Value;
    }

    private HandshakeRejection FaultOf(byte octet, bool atStart) => _place switch
    {
        Place.LineFeed or Place.LastLineFeed => Rejections.LineEnd,
        _ when octet == '\n' => Rejections.LineEnd,
        Place.Name when atStart && octet is (byte)' ' or (byte)'\t' => Rejections.FoldedLine,
        Place.Name => Rejections.HeaderName,
        Place.Value => Rejections.HeaderValue,
        _ => startLine.Malformed,
    };

    private void Fail(HandshakeRejection fault)
    {
        Debug.Assert(_status == HeadStatus.NeedMore, "A head fails once.");
        Fault = fault;
        _status = HeadStatus.Failed;
    }

    private static string Text(ReadOnlySpan<byte> octets) => CommonFields.TryFind(octets, out var common) ? common : Encoding.Latin1.GetString(octets);
}
