namespace WsRpc.Generators.Model;

/// <summary>A type that travels by way of its JsonTypeInfo, and the field that holds it.</summary>
internal sealed record JsonTypeModel(string Type, string Field);
