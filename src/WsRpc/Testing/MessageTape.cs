using System.Text;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Testing;

/// <summary>Keeps the messages of a pair. Thread-safe.</summary>
internal sealed class MessageTape
{
    private readonly Lock _gate = new();
    private readonly List<RpcTestMessage> _messages = [];

    public IReadOnlyList<RpcTestMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public void Add(bool fromClient, ReadOnlySpan<byte> message, bool isUtf8)
    {
        var added = new RpcTestMessage(fromClient, !isUtf8 && JsonRpcBlob.TryReadHeader(message, out var kind, out var id)
            ? $"<{kind} {id}: {message.Length - JsonRpcBlob.HeaderLength} octets>"
            : Encoding.UTF8.GetString(message));
        lock (_gate)
        {
            _messages.Add(added);
        }
    }
}
