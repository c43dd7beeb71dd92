using System.Reflection;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

public sealed class ViolationTests
{
    [Fact]
    public void Every_violation_can_be_sent_as_a_close_frame()
    {
        var violations = typeof(FramingViolations).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (ProtocolViolation)field.GetValue(null)!).ToArray();

        Assert.NotEmpty(violations);
        Assert.All(violations, violation =>
        {
            Assert.True(WebSocketCloseCode.MayAppearOnWire(violation.CloseCode));
            Assert.InRange(Encoding.UTF8.GetByteCount(violation.Message), 1, 123);
            Assert.Matches(@"^RFC (6455|7692) §\d+(\.\d+)*$", violation.Section);
        });
    }
}
