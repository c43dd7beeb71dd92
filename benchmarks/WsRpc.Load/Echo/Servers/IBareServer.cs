namespace WsRpc.Load;

/// <summary>A server that is measured from outside, by what it does with octets. Its process ends with the measurement, so nothing stops it.</summary>
internal interface IBareServer
{
    /// <summary>Listens on 127.0.0.1.</summary>
    /// <returns>The port.</returns>
    Task<int> StartAsync();
}
