namespace WsRpc.Soak;

/// <summary>The soak has found something.</summary>
internal sealed class SoakException(string message) : Exception(message);
