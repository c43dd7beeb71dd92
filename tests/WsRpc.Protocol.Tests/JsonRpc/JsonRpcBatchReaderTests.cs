using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>JSON-RPC 2.0 §6: the elements of an array, one by one.</summary>
public sealed class JsonRpcBatchReaderTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData(" [ \r\n\t] ")]
    [InlineData("[1]", "1")]
    [InlineData("[1,2 , 3]", "1", "2", "3")]
    [InlineData("[ null,true,-1.5e3,\"a,]\\\"\" ]", "null", "true", "-1.5e3", "\"a,]\\\"\"")]
    [InlineData("[[],{},[[1,2],{\"a\":[3]}]]", "[]", "{}", "[[1,2],{\"a\":[3]}]")]
    [InlineData("\n[ {\"id\" : 1, \"method\":\"]\"} ,\n{\"id\":2}\n]\n", "{\"id\" : 1, \"method\":\"]\"}", "{\"id\":2}")]
    public void Elements_are_found_where_they_stand(string batch, params string[] elements)
    {
        var octets = Encoding.UTF8.GetBytes(batch);
        Assert.Equal(JsonRpcMessageKind.Batch, JsonRpcReader.Read(octets, 64, out _));
        var reader = new JsonRpcBatchReader(octets, 64);
        Assert.Equal(elements.Length, reader.Count(100));
        foreach (var element in elements)
        {
            Assert.True(reader.TryRead(out var found));
            Assert.Equal(element, Encoding.UTF8.GetString(found.Span));
        }

        Assert.False(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Counting_stops_behind_the_limit()
    {
        var reader = new JsonRpcBatchReader("[1,2,3,4,5]"u8.ToArray(), 64);
        Assert.Equal(3, reader.Count(2));
        Assert.Equal(5, reader.Count(5));
    }

    [Fact]
    public void Element_as_deep_as_the_batch_may_be_is_found()
    {
        var element = new string('[', 63) + new string(']', 63);
        var octets = Encoding.UTF8.GetBytes($"[{element}]");
        Assert.Equal(JsonRpcMessageKind.Batch, JsonRpcReader.Read(octets, 64, out _));
        var reader = new JsonRpcBatchReader(octets, 64);
        Assert.True(reader.TryRead(out var found));
        Assert.Equal(element.Length, found.Length);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var octets = "[{\"id\":1,\"method\":\"a\"},{\"id\":2,\"method\":\"b\"}]"u8.ToArray();
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Read()
        {
            var reader = new JsonRpcBatchReader(octets, 64);
            while (reader.TryRead(out _))
            {
            }
        }
    }
}
