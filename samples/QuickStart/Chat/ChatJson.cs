using System.Text.Json.Serialization;

namespace QuickStart.Chat;

/// <summary>The types the chat sends, so that it compiles to native code.</summary>
[JsonSerializable(typeof(ChatLine))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ChatJson : JsonSerializerContext;
