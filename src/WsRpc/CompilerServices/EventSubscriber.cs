using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A handler that was added to an event of a proxy.</summary>
internal abstract class EventSubscriber(object proxy, Delegate handler)
{
    /// <summary>Whether it is this that <c>-=</c> means.</summary>
    public bool Is(object otherProxy, Delegate otherHandler) => ReferenceEquals(proxy, otherProxy) && handler.Equals(otherHandler);

    /// <summary>Calls the handler: foreign code, whose exceptions come out of here.</summary>
    public abstract void Handle(ReceivedEvent received);

    /// <summary>One that is told something.</summary>
    public sealed class OfArgument<T>(object proxy, EventHandler<T> handler, JsonTypeInfo<T> type, bool acceptsNull) : EventSubscriber(proxy, handler)
    {
        private readonly object _proxy = proxy;
        private readonly EventHandler<T> _handler = handler;

        public override void Handle(ReceivedEvent received) => _handler(_proxy, received.Read(type, acceptsNull));
    }

    /// <summary>One that is told only that.</summary>
    public sealed class Plain(object proxy, EventHandler handler) : EventSubscriber(proxy, handler)
    {
        private readonly object _proxy = proxy;
        private readonly EventHandler _handler = handler;

        public override void Handle(ReceivedEvent received) => _handler(_proxy, EventArgs.Empty);
    }
}
