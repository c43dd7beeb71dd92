using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.Tests.Json;

/// <summary>The buffer that a thread keeps is used for connections of all kinds.</summary>
public sealed class JsonScratchTests
{
    private static readonly JsonSerializerOptions Shallow = new() { MaxDepth = 8, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 100, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public void Depth_of_one_connection_does_not_bound_another()
    {
        Assert.Equal("""{"Next":null}""", Write(Chain(1), Shallow));
        Assert.Equal(80, Write(Chain(80), Deep).Count(character => character == '{'));
    }

    [Fact]
    public void Depth_of_one_connection_is_not_lent_to_another()
    {
        Write(Chain(80), Deep);
        Assert.Throws<JsonException>(() => Write(Chain(9), Shallow));
    }

    // On one thread, so that each finds the buffer of the one before.
    private static string Write(Node node, JsonSerializerOptions options)
    {
        var scratch = JsonScratch.Rent();
        try
        {
            scratch.Write(node, (JsonTypeInfo<Node>)options.GetTypeInfo(typeof(Node)));
            return System.Text.Encoding.UTF8.GetString(scratch.Written);
        }
        finally
        {
            scratch.Return();
        }
    }

    private static Node Chain(int length)
    {
        var node = new Node();
        for (var i = 1; i < length; i++)
        {
            node = new Node { Next = node };
        }

        return node;
    }

    private sealed class Node
    {
        public Node? Next { get; init; }
    }
}
