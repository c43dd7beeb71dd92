namespace WsRpc.Tests.Objects;

[WsService]
public interface IVault
{
    Task<IVault> KeyAsync();

    Task OpenAsync(IVault key, Combination combination, IVault? other);
}
