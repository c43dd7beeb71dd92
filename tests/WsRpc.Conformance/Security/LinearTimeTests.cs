using System.Diagnostics;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Conformance;

/// <summary>
/// Heads made to cost more than they are long. Sixteen times the octets may take sixteen times as long; with quadratic work
/// they would take 256 times as long. The bound lies in the middle, and no length here is a matter of the collector.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class LinearTimeTests
{
    private const int Small = 1024;
    private const int Large = 16 * Small;
    private const int Bound = 64;

    private static readonly HandshakeLimits Limits = new() { MaxHeadBytes = 2 * Large };

    public static TheoryData<string, string, string> Patterns => new()
    {
        { "Sec-WebSocket-Extensions", "a; b=\"", "\\\\" }, // CVE-2020-7662: a quote of backslash pairs that never ends
        { "Sec-WebSocket-Extensions", "a; b=\"", "\\x" },
        { "Sec-WebSocket-Extensions", "a", "; b=c" },
        { "Sec-WebSocket-Extensions", "a", " " },
        { "Sec-WebSocket-Extensions", "a", ",," },
        { "Sec-WebSocket-Protocol", "a", " " }, // CVE-2021-32640
        { "Sec-WebSocket-Protocol", "a", "," },
        { "Sec-WebSocket-Protocol", "a", ", b" },
        { "Sec-WebSocket-Protocol", "a", " ,\t" },
        { "Connection", "Upgrade", ", x" },
        { "X-Any", "a", "\t " },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Header_takes_time_in_proportion_to_its_length(string name, string start, string repeated)
    {
        AssertLinear(length => Read(OpeningHandshake.Request(80, $"{name}: {start}{Repeat(repeated, length)}\r\n"), int.MaxValue));
    }

    [Fact]
    public void Head_that_trickles_takes_time_in_proportion_to_its_length() =>
        AssertLinear(length => Read(OpeningHandshake.Request(80, $"X: {new string('x', length)}\r\n"), pieces: 1)); // CVE-2023-43669

    [Fact]
    public void Subprotocols_that_all_differ_take_time_in_proportion_to_their_number() =>
        AssertLinear(length => Read(OpeningHandshake.Request(80, $"Sec-WebSocket-Protocol: {string.Join(',', Enumerable.Range(0, length / 8).Select(i => $"p{i:d6}"))}\r\n"), int.MaxValue));

    [Fact]
    public void Quadratic_work_is_noticed() => Assert.InRange(Growth(length => LongestEqualPair(Repeat("\\\\", length))), Bound, double.MaxValue);

    private static void AssertLinear(Action<int> read) => Assert.InRange(Growth(read), 0, Bound);

    // The shortest of many is what the work takes; the others are what else the machine and the runtime did meanwhile.
    private static double Growth(Action<int> read)
    {
        var (small, large) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 20; round++)
        {
            small = Math.Min(small, Enumerable.Range(0, 20).Min(_ => TimeOf(read, Small)));
            large = Math.Min(large, TimeOf(read, Large));
        }

        return large / small;
    }

    private static double TimeOf(Action<int> read, int length)
    {
        var started = Stopwatch.GetTimestamp();
        read(length);
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private static int LongestEqualPair(string text)
    {
        var longest = 0;
        for (var i = 0; i < text.Length; i += 4)
        {
            for (var j = i; j < text.Length; j++)
            {
                longest = text[i] == text[j] ? Math.Max(longest, j - i) : longest;
            }
        }

        return longest;
    }

    private static void Read(string head, int pieces)
    {
        var reader = new HttpRequestHeadReader(Limits);
        var octets = Encoding.Latin1.GetBytes(head).AsSpan();
        var status = HeadStatus.NeedMore;
        while (status == HeadStatus.NeedMore)
        {
            var piece = octets[..Math.Min(pieces, octets.Length)];
            status = reader.Read(piece, out var consumed);
            octets = octets[consumed..];
        }

        Assert.Equal(HeadStatus.Complete, status);
        ServerHandshake.TryValidate(reader.Request, out _, out _);
    }

    private static string Repeat(string text, int length) => new StringBuilder().Insert(0, text, length / text.Length).ToString();
}
