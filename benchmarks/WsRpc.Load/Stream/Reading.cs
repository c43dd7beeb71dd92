namespace WsRpc.Load;

/// <summary>A small item: some forty octets of JSON.</summary>
internal sealed record Reading(int Number, string Sensor, double Value);
