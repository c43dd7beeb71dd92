namespace WsRpc.Load;

/// <summary>What one measurement gave.</summary>
internal sealed record EchoSample(
    EchoPeer Peer,
    EchoCase Case,
    int Round,
    double MessagesPerSecond,
    double P50Us,
    double P99Us,
    double ServerCpuUsPerMessage,
    double ReplyBytes);
