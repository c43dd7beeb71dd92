using System.Text.Json;

namespace WsRpc.Load;

/// <summary>How a client sends its calls: all that the hand-written rivals differ in.</summary>
internal abstract class HandSender
{
    /// <summary>Sends a call, or leaves it with whoever is sending.</summary>
    public abstract ValueTask SendAsync<T>(int id, JsonEncodedText method, T arguments, Action<Utf8JsonWriter, T> write);
}
