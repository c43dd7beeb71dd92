using WsRpc.Faults.Matrix;

namespace WsRpc.Faults.SelfTests;

/// <summary>Reports that can be so pass, and all others do not.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(4000, true, 4000, 0, false, false, true)]
    [InlineData(4000, false, null, 4000, false, false, true)]
    [InlineData(4000, false, 4001, 4000, false, false, true)] // both closed at once
    [InlineData(1006, true, null, 0, false, true, true)]
    [InlineData(1006, false, null, 0, true, false, true)]
    [InlineData(4000, true, null, 0, false, true, false)] // made up
    [InlineData(4000, true, 4001, 0, false, true, false)]
    [InlineData(4000, false, 4000, 0, false, true, false)] // not its own
    [InlineData(1006, true, null, 0, false, false, false)] // nothing went wrong
    [InlineData(1006, false, null, 0, false, true, false)] // it has not aborted
    [InlineData(1013, false, null, 0, false, true, false)]
    public void Report_has_to_agree_with_what_went_over_the_stream(int code, bool byPeer, int? seen, int own, bool hasAborted, bool mayBeLost, bool isRight)
    {
        var failure = Record.Exception(() => Verdict.OnEnd(new WebSocketClosed(code, "", byPeer), seen, own == 0 ? [] : [own], hasAborted, mayBeLost));
        Assert.Equal(isRight, failure is null);
    }
}
