using System.Buffers;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class FrameHeaderTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    [InlineData(long.MaxValue, 10)]
    public void Header_is_read_as_it_was_written(long payloadLength, int length)
    {
        foreach (var masked in new[] { false, true })
        {
            var header = new FrameHeader(WebSocketOpcode.Binary, IsFinal: !masked, masked, masked ? 0x3D21FA37u : 0, payloadLength);
            var octets = new byte[14];
            FrameHeaderWriter.Write(octets, header);

            var role = masked ? WebSocketRole.Server : WebSocketRole.Client;
            Assert.Equal(length + (masked ? 4 : 0), header.Length);
            Assert.Equal(OperationStatus.Done, FrameHeaderReader.Read(octets, role, mayBeCompressed: true, out var read, out var readLength, out _));
            Assert.Equal((header, header.Length), (read, readLength));
        }
    }
}
