namespace WsRpc.Fuzz.Engine;

/// <summary>
/// A place in a larger array, between octets that must stay as they are. They are others in another such window: a reader that looks at
/// them comes to another outcome there. Whatever moves leaves rubbish behind.
/// </summary>
internal sealed class CanaryWindow(int capacity, byte canary) : Window
{
    private const int Margin = 64; // as wide as the widest vector
    private const byte Rubbish = 0xEE;

    private byte[] _octets = new byte[capacity + 2 * Margin];
    private byte[] _before = new byte[capacity + 2 * Margin];
    private int _length = -1;

    public override Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece)
    {
        (_octets, _before) = (_before, _octets);
        rest.CopyTo(_octets.AsSpan(Margin));
        piece.CopyTo(_octets.AsSpan(Margin + rest.Length));
        if (_length > 0)
        {
            _before.AsSpan(Margin, _length).Fill(Rubbish);
        }

        _length = rest.Length + piece.Length;
        _octets.AsSpan(0, Margin).Fill(canary);
        _octets.AsSpan(Margin + _length, Margin).Fill(canary);
        return _octets.AsMemory(Margin, _length);
    }

    public override void Verify()
    {
        if (_length >= 0 && (_octets.AsSpan(0, Margin).ContainsAnyExcept(canary) || _octets.AsSpan(Margin + _length, Margin).ContainsAnyExcept(canary)))
        {
            _length = -1;
            throw new FuzzFailureException(Rules.ChangesNothingOutside, "octets before or behind the input are others than they were");
        }
    }
}
