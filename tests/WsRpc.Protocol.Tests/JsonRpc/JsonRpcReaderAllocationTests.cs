using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcReaderAllocationTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"chat.join","params":["lobby \u00e4",{"a":[1]}]}""", JsonRpcMessageKind.Request)]
    [InlineData("""{"jsonrpc":"2.0","id":"seven","method":"chat.join","params":{"room":"lobby"}}""", JsonRpcMessageKind.Request)]
    [InlineData("""{"jsonrpc":"2.0","method":"chat.typing","params":["lobby"]}""", JsonRpcMessageKind.Notification)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":{"token":2,"values":[1,2]}}""", JsonRpcMessageKind.Result)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"m","data":{"a":1}}}""", JsonRpcMessageKind.Error)]
    public void Message_in_usual_form_costs_no_allocation(string json, JsonRpcMessageKind expected)
    {
        var message = Encoding.UTF8.GetBytes(json);
        Assert.Equal(expected, JsonRpcReader.Read(message, 64, out _));
        Assert.Equal(0, Allocations.LeastOf(() => JsonRpcReader.Read(message, 64, out _)));
    }
}
