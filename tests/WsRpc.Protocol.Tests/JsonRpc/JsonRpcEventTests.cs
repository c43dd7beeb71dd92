using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>What an event tells, and the parameters of its subscription.</summary>
public sealed class JsonRpcEventTests
{
    [Theory]
    [InlineData("[1]", "1")]
    [InlineData(" [ {\"a\":[1,2]} ] ", "{\"a\":[1,2]}")]
    [InlineData("[null]", "null")]
    [InlineData("{\"any\":\"x\"}", "\"x\"")]
    public void One_argument_is_found_whatever_its_name(string parameters, string argument)
    {
        var octets = Encoding.UTF8.GetBytes(parameters);
        Assert.True(JsonRpcEventArgument.TryFind(octets, out var found));
        Assert.Equal(argument, Encoding.UTF8.GetString(found.Of(octets.AsSpan())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":1,\"b\":2}")]
    public void None_and_more_than_one_are_no_event(string parameters) =>
        Assert.False(JsonRpcEventArgument.TryFind(Encoding.UTF8.GetBytes(parameters), out _));

    [Theory]
    [InlineData("chat.roomClosed")]
    [InlineData("a\"b\\ü😀")]
    public void Subscription_reads_what_it_writes(string name)
    {
        Assert.True(JsonRpcEventSubscription.TryReadEvent(JsonRpcEventSubscription.Write(name), out var read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("[\"a\"]", "a")]
    [InlineData("{\"x\":{\"event\":\"b\"},\"event\":\"a\"}", "a")]
    [InlineData("{\"event\":\"b\",\"event\":\"a\"}", "a")]
    [InlineData("{\"\\u0065vent\":\"\\u0061\"}", "a")]
    public void Subscription_is_read_in_either_form(string parameters, string name)
    {
        Assert.True(JsonRpcEventSubscription.TryReadEvent(Encoding.UTF8.GetBytes(parameters), out var read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"event\":null}")]
    [InlineData("{\"event\":[\"a\"]}")]
    [InlineData("[\"\\ud800\"]")]
    public void Subscription_to_nothing_is_none(string parameters) =>
        Assert.False(JsonRpcEventSubscription.TryReadEvent(Encoding.UTF8.GetBytes(parameters), out _));
}
