using System.Text;

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

    public void Add(bool fromClient, ReadOnlySpan<byte> message)
    {
        var added = new RpcTestMessage(fromClient, Encoding.UTF8.GetString(message));
        lock (_gate)
        {
            _messages.Add(added);
        }
    }
}
