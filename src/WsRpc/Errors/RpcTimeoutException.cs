namespace WsRpc;

/// <summary>A deadline passed.</summary>
/// <param name="message">What took too long, for people.</param>
/// <param name="innerException">What caused it.</param>
public sealed class RpcTimeoutException(string message, Exception? innerException = null) : RpcException(message, innerException);
