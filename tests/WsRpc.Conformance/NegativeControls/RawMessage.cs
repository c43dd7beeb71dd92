using System.Text;

namespace WsRpc.Conformance;

/// <summary>The fragments of a message.</summary>
internal sealed class RawMessage(Checks checks)
{
    private readonly MemoryStream _octets = new();
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private int _type = Opcode.Binary;
    private bool _isOpen;
    private bool _isWhole;

    /// <returns>The code to fail the connection with because of this frame.</returns>
    public int? Add(Frame frame)
    {
        if (frame.IsControl && frame.Opcode <= Opcode.Pong)
        {
            return null;
        }

        if (checks.HasFlag(Checks.Framing) && frame.Opcode == Opcode.Continuation != _isOpen)
        {
            return 1002;
        }

        _type = frame.Opcode == Opcode.Continuation ? _type : frame.Opcode;
        _isOpen = !frame.IsFinal;
        _isWhole = frame.IsFinal;
        _octets.Write(frame.Payload.Span);
        return checks.HasFlag(Checks.Utf8) && _type == Opcode.Text && !IsUtf8(frame) ? 1007 : null;
    }

    public Frame? TakeWhole()
    {
        if (!_isWhole)
        {
            return null;
        }

        var message = new Frame(_type, _octets.ToArray());
        _octets.SetLength(0);
        return message;
    }

    private bool IsUtf8(Frame frame)
    {
        try
        {
            _decoder.Convert(frame.Payload.Span, new char[frame.Payload.Length + 1], flush: frame.IsFinal, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
