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

    [Fact]
    public void Call_made_while_a_value_is_written_has_a_buffer_of_its_own()
    {
        var outer = JsonScratch.Rent();
        outer.Write((byte)'o');
        var inner = JsonScratch.Rent();
        inner.Write((byte)'i');
        Assert.NotSame(outer, inner);
        Assert.Equal("o"u8, outer.Written);
        inner.Return();
        outer.Return();
        Assert.True(JsonScratch.Rent() is { Written.IsEmpty: true });
    }

    [Fact]
    public void Thread_keeps_its_buffer_but_not_one_of_a_huge_message()
    {
        var scratch = JsonScratch.Rent();
        scratch.GetSpan(1_000_000);
        scratch.Return();
        Assert.Same(scratch, JsonScratch.Rent());
        Assert.InRange(scratch.GetSpan().Length, 1, 64 * 1024);
        scratch.Return();
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
