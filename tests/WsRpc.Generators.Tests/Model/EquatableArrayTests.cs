using WsRpc.Generators.Model;

namespace WsRpc.Generators.Tests.Model;

public class EquatableArrayTests
{
    [Fact]
    public void Equal_items_make_equal_arrays()
    {
        Assert.Equal(new EquatableArray<string>(["a", "b"]), new EquatableArray<string>(["a", "b"]));
        Assert.Equal(new EquatableArray<string>(["a", "b"]).GetHashCode(), new EquatableArray<string>(["a", "b"]).GetHashCode());
    }

    [Fact]
    public void Different_items_order_or_length_make_different_arrays()
    {
        var array = new EquatableArray<string>(["a", "b"]);
        Assert.False(array.Equals(new(["a", "c"])));
        Assert.False(array.Equals(new(["b", "a"])));
        Assert.False(array.Equals(new(["a"])));
        Assert.False(array.Equals(new(["a", "b", "c"])));
    }

    [Fact]
    public void The_default_is_an_empty_array()
    {
        Assert.Empty(default(EquatableArray<string>));
        Assert.True(default(EquatableArray<string>).Equals(new([])));
    }
}
