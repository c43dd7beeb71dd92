namespace WsRpc;

/// <summary>An argument could not be written as JSON, or a result could not be read. The connection lives on.</summary>
/// <param name="message">Which value and why, for people.</param>
/// <param name="innerException">The serializer's error.</param>
public sealed class RpcSerializationException(string message, Exception? innerException = null) : RpcException(message, innerException);
