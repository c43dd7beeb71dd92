namespace WsRpc.Load;

/// <summary>What one measurement gave: the memory of a fresh server process at three times.</summary>
/// <param name="Peer">Whose.</param>
/// <param name="Collected">Whether garbage was collected before each look.</param>
/// <param name="Connections">How many there were.</param>
/// <param name="Handshake">How long opening all of them took.</param>
/// <param name="Before">Warm, without connections.</param>
/// <param name="Opened">With all of them, fresh.</param>
/// <param name="Used">After one message on each.</param>
internal sealed record IdleSample(IdlePeer Peer, bool Collected, int Connections, TimeSpan Handshake, MemoryUse Before, MemoryUse Opened, MemoryUse Used);
