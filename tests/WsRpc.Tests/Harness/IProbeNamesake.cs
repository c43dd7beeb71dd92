namespace WsRpc.Tests;

/// <summary>A contract whose wire names are the probe's.</summary>
[WsService("probe")]
public interface IProbeNamesake
{
    Task<int> EchoAsync(int value);
}
