using System.Text.Json.Serialization;

namespace QuickStart.Demo;

/// <summary>The types the cafe and its guests send, so that it compiles to native code.</summary>
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CafeJson : JsonSerializerContext;
