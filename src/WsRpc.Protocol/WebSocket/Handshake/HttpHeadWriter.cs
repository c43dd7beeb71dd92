using System.Buffers;
using System.Text;

namespace WsRpc.Protocol.WebSocket;

/// <summary>Writes the lines of a head. What it is given has been checked: no line can break out of itself.</summary>
internal readonly struct HttpHeadWriter(IBufferWriter<byte> output)
{
    public void Line(string text)
    {
        Text(text);
        output.Write("\r\n"u8);
    }

    public void Header(string name, string value)
    {
        Text(name);
        output.Write(": "u8);
        Line(value);
    }

    public void Headers(IReadOnlyList<HttpHeader> headers)
    {
        foreach (var header in headers)
        {
            Header(header.Name, header.Value);
        }
    }

    public void End() => output.Write("\r\n"u8);

    private void Text(string text) => Encoding.Latin1.GetBytes(text, output);
}
