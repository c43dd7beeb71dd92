using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>An event of one service object: how to listen to it, and how what it tells is written, once for all who are told.</summary>
/// <remarks>For generated code.</remarks>
public abstract class RpcEventSource
{
    private IEventSink? _sink;

    private protected RpcEventSource(RpcEvent declared) => Event = declared;

    internal RpcEvent Event { get; }

    /// <summary>The source of an <see cref="EventHandler{TEventArgs}"/>.</summary>
    /// <typeparam name="T">What it tells.</typeparam>
    /// <param name="declared">The event.</param>
    /// <param name="type">How its argument is written.</param>
    /// <param name="add">Adds a handler to the service's event.</param>
    /// <param name="remove">Removes it.</param>
    public static RpcEventSource Of<T>(RpcEvent declared, JsonTypeInfo<T> type, Action<EventHandler<T>> add, Action<EventHandler<T>> remove) =>
        new ArgumentSource<T>(declared, type, add, remove);

    /// <summary>The source of a plain <see cref="EventHandler"/>.</summary>
    /// <param name="declared">The event.</param>
    /// <param name="add">Adds a handler to the service's event.</param>
    /// <param name="remove">Removes it.</param>
    public static RpcEventSource Of(RpcEvent declared, Action<EventHandler> add, Action<EventHandler> remove) => new PlainSource(declared, add, remove);

    /// <summary>Listens from now on. Runs the service's code, and throws what it throws.</summary>
    internal void Attach(IEventSink sink)
    {
        _sink = sink;
        Add();
    }

    /// <summary>Listens no longer. Runs the service's code, and throws what it throws.</summary>
    internal void Detach() => Remove();

    private protected abstract void Add();

    private protected abstract void Remove();

    private void Tell<T>(T argument, JsonTypeInfo<T> type)
    {
        var scratch = JsonScratch.Rent();
        try
        {
            scratch.Write((byte)'[');
            scratch.Write(argument, type);
            scratch.Write((byte)']');
            _sink!.OnRaised(scratch.Written);
        }
        catch (Exception exception)
        {
            // Whoever raises an event is not to learn of who listens.
            _sink!.OnUnwritable(exception);
        }
        finally
        {
            scratch.Return();
        }
    }

    private sealed class ArgumentSource<T>(RpcEvent declared, JsonTypeInfo<T> type, Action<EventHandler<T>> add, Action<EventHandler<T>> remove) : RpcEventSource(declared)
    {
        private protected override void Add() => add(OnRaised);

        private protected override void Remove() => remove(OnRaised);

        private void OnRaised(object? sender, T argument) => Tell(argument, type);
    }

    private sealed class PlainSource(RpcEvent declared, Action<EventHandler> add, Action<EventHandler> remove) : RpcEventSource(declared)
    {
        private protected override void Add() => add(OnRaised);

        private protected override void Remove() => remove(OnRaised);

        // What a class derived from EventArgs may add is not part of the contract.
        private void OnRaised(object? sender, EventArgs argument) => _sink!.OnRaised("[{}]"u8);
    }
}
