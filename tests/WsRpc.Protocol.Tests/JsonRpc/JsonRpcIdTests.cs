using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

public sealed class JsonRpcIdTests
{
    [Fact]
    public void Ids_are_equal_by_type_and_value()
    {
        JsonRpcId[] distinct = [default, JsonRpcId.Null, JsonRpcId.FromInteger(0), JsonRpcId.FromInteger(1), Raw("\"\""), Raw("\"1\""), Raw("\"a\""), Raw("\"\\u0061\"")];
        JsonRpcId[] again = [default, JsonRpcId.Null, JsonRpcId.FromInteger(0), JsonRpcId.FromInteger(1), Raw("\"\""), Raw("\"1\""), Raw("\"a\""), Raw("\"\\u0061\"")];
        for (var i = 0; i < distinct.Length; i++)
        {
            for (var j = 0; j < again.Length; j++)
            {
                Assert.Equal(i == j, distinct[i] == again[j]);
            }

            Assert.Equal(distinct[i].GetHashCode(), again[i].GetHashCode());
        }
    }

    [Fact]
    public void Owned_string_id_survives_its_buffer()
    {
        var buffer = "\"abc\""u8.ToArray();
        var borrowed = JsonRpcId.FromRawString(buffer);
        var owned = borrowed.ToOwned();
        buffer.AsSpan().Fill((byte)'x');
        Assert.Equal("\"abc\"", owned.ToString());
        Assert.Equal("xxxxx", borrowed.ToString());
    }

    [Fact]
    public void Owning_an_integer_allocates_nothing()
    {
        var id = JsonRpcId.FromInteger(7);
        Assert.Equal(0, Allocations.LeastOf(() => id.ToOwned()));
        Assert.Equal(id, id.ToOwned());
    }

    private static JsonRpcId Raw(string token) => JsonRpcId.FromRawString(Encoding.UTF8.GetBytes(token));
}
