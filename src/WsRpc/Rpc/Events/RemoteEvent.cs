using System.Text;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>One event of the peer, and this end's handlers for it.</summary>
internal sealed class RemoteEvent(RpcEvent declared)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(declared.Name);
    private EventSubscriber[] _subscribers = []; // replaced when it changes, under the lock of RemoteEvents

    public RpcEvent Event => declared;

    /// <summary>Those to be called, in the order in which they were added. None are left where all were removed.</summary>
    public EventSubscriber[] Subscribers => Volatile.Read(ref _subscribers);

    public bool Is(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);

    public void Add(EventSubscriber subscriber) => Volatile.Write(ref _subscribers, [.. _subscribers, subscriber]);

    /// <summary>Removes the handler that was added last, as <c>-=</c> does on any event.</summary>
    public bool TryRemove(object proxy, Delegate handler)
    {
        var index = Array.FindLastIndex(_subscribers, subscriber => subscriber.Is(proxy, handler));
        if (index < 0)
        {
            return false;
        }

        Volatile.Write(ref _subscribers, [.. _subscribers[..index], .. _subscribers[(index + 1)..]]);
        return true;
    }
}
