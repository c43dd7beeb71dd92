namespace WsRpc.Soak.Tests;

public sealed class SoakOptionsTests
{
    [Fact]
    public void Ten_minutes_and_a_thousand_connections_unless_told_otherwise()
    {
        var options = SoakOptions.Parse([]);
        Assert.Equal((TimeSpan.FromMinutes(10), 1000), (options.Duration, options.Connections));
        options = SoakOptions.Parse(["--minutes", "0.5", "--connections", "20"]);
        Assert.Equal((TimeSpan.FromSeconds(30), 20), (options.Duration, options.Connections));
    }

    [Theory]
    [InlineData("--minutes")]
    [InlineData("--minutes", "-1")]
    [InlineData("--minutes", "long")]
    [InlineData("--hours", "1")]
    public void What_cannot_be_understood_is_refused(params string[] args) => Assert.Throws<FormatException>(() => SoakOptions.Parse(args));
}
