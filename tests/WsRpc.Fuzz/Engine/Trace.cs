using System.Numerics;
using System.Text;

namespace WsRpc.Fuzz.Engine;

/// <summary>What a reader made of an input, in order. Two readings are the same when their texts are; they are of one kind when their shapes are.</summary>
internal sealed class Trace
{
    private const int ItemsInShape = 24; // or a longer input of the same sort would always be news

    private readonly StringBuilder? _text;
    private int _items;

    private Trace(StringBuilder? text) => _text = text;

    /// <summary>Keeps nothing, so that what is allocated meanwhile is the reader's alone.</summary>
    public static Trace None { get; } = new(null);

    public bool IsRecording => _text is not null;

    public ulong Shape { get; private set; } = StableHash.Start;

    public static Trace Recording() => new(new StringBuilder());

    public void Add(string what)
    {
        if (_text is not null)
        {
            _text.Append(what).Append('\n');
            ShapeBy(what, 0);
        }
    }

    /// <summary>A number that makes a difference in kind, such as a status code.</summary>
    public void Add(string what, long number)
    {
        if (_text is not null)
        {
            _text.Append(what).Append(' ').Append(number).Append('\n');
            ShapeBy(what, number);
        }
    }

    public void Add(string what, ReadOnlySpan<byte> octets)
    {
        if (_text is not null)
        {
            _text.Append(what).Append(' ').Append(Convert.ToHexStringLower(octets)).Append('\n');
            ShapeBy(what, octets.IsEmpty ? 0 : 1 + BitOperations.Log2((uint)octets.Length));
        }
    }

    /// <summary>What has to be the same again, but is no kind of its own.</summary>
    public void AddDetail(string what, string? text) => _text?.Append(what).Append(' ').Append(text ?? "(none)").Append('\n');

    public override string ToString() => _text?.ToString() ?? "";

    private void ShapeBy(string what, long number)
    {
        if (++_items <= ItemsInShape)
        {
            Shape = StableHash.Add(StableHash.Add(Shape, what), number);
        }
    }
}
