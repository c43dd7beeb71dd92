namespace WsRpc.Generators.Model;

/// <summary>A failure that a method declares.</summary>
internal sealed record FaultModel(int Code, string Type);
