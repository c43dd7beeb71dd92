namespace WsRpc.Tests.Objects;

[WsService]
public interface IVault
{
    Task<IVault> KeyAsync();
}
