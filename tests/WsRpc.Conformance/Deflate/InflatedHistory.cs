namespace WsRpc.Conformance;

/// <summary>What was inflated, and how much of it may be referred to.</summary>
internal sealed class InflatedHistory(int window)
{
    private const int LargestMessage = 64 << 20;

    private byte[] _octets = new byte[64 * 1024];
    private int _referable; // from where on references reach
    private int _start;
    private int _end;

    public byte[] Message => _octets[_start.._end];

    /// <summary>What was inflated so far may no longer be referred to.</summary>
    public void Forget() => _referable = _end;

    public void BeginMessage()
    {
        var kept = Math.Min(window, _end - _referable);
        _octets.AsSpan(_end - kept, kept).CopyTo(_octets);
        _referable = 0;
        _start = _end = kept;
    }

    public void Append(byte octet)
    {
        Reserve(1);
        _octets[_end++] = octet;
    }

    public void Repeat(int distance, int length)
    {
        DeflateException.ThrowIf(distance > window, $"a distance of {distance} reaches beyond the window of {window}");
        DeflateException.ThrowIf(distance > _end - _referable, $"a distance of {distance} reaches back before the {_end - _referable} octets that may be referred to");
        Reserve(length);
        for (var i = 0; i < length; i++, _end++)
        {
            _octets[_end] = _octets[_end - distance];
        }
    }

    private void Reserve(int count)
    {
        DeflateException.ThrowIf(_end - _start + count > LargestMessage, "it is larger than any test asks for");
        if (_end + count > _octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _end + count));
        }
    }
}
