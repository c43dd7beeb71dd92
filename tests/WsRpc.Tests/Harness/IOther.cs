namespace WsRpc.Tests;

/// <summary>A second contract.</summary>
[WsService]
public interface IOther
{
    Task PingAsync();
}
