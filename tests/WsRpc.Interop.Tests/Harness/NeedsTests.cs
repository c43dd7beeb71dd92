using System.Reflection;

namespace WsRpc.Interop.Tests;

/// <summary>What becomes of tests whose tool is missing.</summary>
public sealed class NeedsTests
{
    private static readonly Tool Missing = new("such tool", "wsrpc-no-such-program");

    [Fact]
    public void Tool_that_is_missing_gives_a_reason_with_the_remedy_except_in_continuous_integration() => Assert.Equal(
        Environment.GetEnvironmentVariable("CI") == "true" ? null : "There is no such tool here; eng/test.sh --install installs it.",
        Missing.SkipReason);

    [Fact]
    public void Library_that_is_missing_is_a_reason_too() =>
        Assert.Equal(Environment.GetEnvironmentVariable("CI") != "true", new Tool("sh", "sh", "/no/such/library").SkipReason is not null);

    [Fact]
    public void Tool_that_is_there_is_no_reason() => Assert.Null(new Tool("sh", "sh").SkipReason);

    [Fact]
    public void Every_class_that_needs_a_tool_names_one_that_is_known() => Assert.All(
        typeof(NeedsTests).Assembly.GetTypes().Where(type => type.IsDefined(typeof(NeedsAttribute), inherit: false)),
        type => Assert.NotNull(type.GetCustomAttribute<NeedsAttribute>()));
}
