namespace WsRpc.Architecture.Tests;

/// <summary>The guards of the build stop what they are there to stop: a real project is built with offences added.</summary>
[Trait("Category", "Build")]
public sealed class BuildGuardTests(ProtocolWithOffences build) : IClassFixture<ProtocolWithOffences>
{
    [Theory]
    [InlineData("CS1591", ProtocolWithOffences.Undocumented)]
    [InlineData("IL2026", ProtocolWithOffences.Reflecting)]
    [InlineData("RS0030", ProtocolWithOffences.Awaiting)]
    [InlineData("CA1852", ProtocolWithOffences.Unsealed)]
    [InlineData("IDE0161", ProtocolWithOffences.Unsealed)]
    public void The_build_fails_with(string rule, string file) =>
        Assert.True(
            build.Errors.Any(line => line.StartsWith($"{file}(", StringComparison.Ordinal) && line.Contains($": error {rule}: ", StringComparison.Ordinal)),
            $"{file} should fail with {rule}, but the build says:\n{string.Join('\n', build.Errors)}");
}
