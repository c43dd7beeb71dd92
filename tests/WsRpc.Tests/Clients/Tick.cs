using System.Text.Json.Serialization;

namespace WsRpc.Tests.Clients;

/// <summary>What clients are told, and how often it was written.</summary>
public sealed class Tick(string symbol)
{
    private int _written;

    [JsonIgnore]
    public int Written => _written;

    public string Symbol
    {
        get
        {
            Interlocked.Increment(ref _written);
            return symbol;
        }
    }
}
