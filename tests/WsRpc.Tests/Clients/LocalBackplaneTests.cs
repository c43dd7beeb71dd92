namespace WsRpc.Tests.Clients;

/// <summary>The connections of one server.</summary>
public sealed class LocalBackplaneTests : BackplaneSpecification
{
    private protected override async Task<IBackplaneUnderTest> OpenAsync() => new Local(await Desk.OpenAsync());

    private sealed class Local(Desk desk) : IBackplaneUnderTest
    {
        public IRpcBackplane Backplane => desk.Server.Backplane;

        public Task<DeskClient> ConnectAsync(string? user) => desk.ConnectAsync(user);

        public ValueTask DisposeAsync() => desk.DisposeAsync();
    }
}
