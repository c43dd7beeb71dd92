using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

public sealed class ScalingTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Four_times_as_much_costs_about_four_times_as_much(string name) => Scaling.Check(FuzzTargets.Named(name));
}
