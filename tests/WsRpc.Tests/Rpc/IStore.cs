namespace WsRpc.Tests.Rpc;

public sealed record QuotaExceeded(int Limit, string? Until = null);

public sealed record NotAllowed(string Who);

public sealed record Unspeakable
{
    public int Value => throw new InvalidOperationException("a getter that throws");
}

/// <summary>A contract that declares how it fails.</summary>
[WsService("store")]
[WsFault<NotAllowed>(1000)]
public interface IStore
{
    [WsFault<QuotaExceeded>(1001)]
    [WsFault<Unspeakable>(1002)]
    ValueTask<int> UploadAsync(string name);

    Task DeleteAsync(string name);
}
