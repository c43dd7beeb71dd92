using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Faults.Matrix;
using WsRpc.Faults.Talks;

namespace WsRpc.Faults.SelfTests;

/// <summary>A trial finds each defect that an end can have.</summary>
public sealed class TrialTests
{
    [Theory]
    [InlineData(Defect.KeepsABuffer, "1 pooled buffers")]
    [InlineData(Defect.NeverEnds, "TimeoutException")]
    [InlineData(Defect.Throws, "not documented")]
    [InlineData(Defect.KeepsItsStream, "Not given back: the stream")]
    public async Task Defect_is_found(Defect defect, string finding)
    {
        var failure = await Assert.ThrowsAsync<TrialException>(() => With(defect).RunAsync(new Remains()));
        Assert.Contains(finding, failure.Message);
    }

    [Fact]
    public Task End_without_a_defect_passes() => With(Defect.None).RunAsync(new Remains());

    private static Trial With(Defect defect) => new(
        new Conversation("defective", (link, clock, _) => (new DefectiveEnd(link.Client, clock, defect), new DefectiveEnd(link.Server, clock, Defect.None)), false, 4000),
        Terms.Plain,
        Manners.All[0],
        Direction.ToServer,
        Fault.None,
        Aftermath.None,
        Seed: 0)
    { Guard = TimeSpan.FromMilliseconds(200) };
}
