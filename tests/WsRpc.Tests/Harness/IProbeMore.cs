namespace WsRpc.Tests;

/// <summary>A contract that shares the probe's service name, with methods of its own.</summary>
[WsService("probe")]
public interface IProbeMore
{
    Task MoreAsync();
}
