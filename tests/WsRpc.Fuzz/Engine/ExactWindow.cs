namespace WsRpc.Fuzz.Engine;

/// <summary>An array of exactly the right size each time.</summary>
internal sealed class ExactWindow : Window
{
    public override Memory<byte> Place(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> piece) => (byte[])[.. rest, .. piece];
}
