namespace WsRpc.Tests.Clients;

/// <summary>What one of many replies says of itself.</summary>
public sealed class RpcReplyTests
{
    [Fact]
    public void Reply_says_whose_it_is_and_what_was_answered() => Assert.Equal("7: True", new RpcReply<bool>("7", true).ToString());

    [Fact]
    public void Reply_without_an_answer_says_why() => Assert.Equal("7: too late", new RpcReply<bool>("7", new TimeoutException("too late")).ToString());
}
