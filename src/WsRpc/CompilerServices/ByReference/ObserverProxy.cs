using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>An observer of the peer. What comes behind the end of the sequence is passed over.</summary>
internal sealed class ObserverProxy<T>(RpcChannel channel, RpcJson json) : IObserver<T>, IRpcProxy
{
    private readonly JsonTypeInfo<T> _item = json.TypeInfo<T>();
    private readonly JsonTypeInfo<JsonElement> _error = json.TypeInfo<JsonElement>();
    private int _hasEnded;

    public RpcChannel Channel => channel;

    public void OnNext(T value)
    {
        if (Volatile.Read(ref _hasEnded) == 0)
        {
            using var call = channel.Notify(ObserverContract.OnNext);
            call.Write(value, _item);
            call.NotifyVoid();
        }
    }

    public void OnCompleted()
    {
        if (TryEnd())
        {
            using var call = channel.Notify(ObserverContract.OnCompleted);
            call.NotifyVoid();
        }
    }

    public void OnError(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (TryEnd())
        {
            var (className, message) = channel.Exchange!.Describe(error);
            using var call = channel.Notify(ObserverContract.OnError);
            call.Write(SerializedException.Write(className, message), _error);
            call.NotifyVoid();
        }
    }

    private bool TryEnd() => Interlocked.Exchange(ref _hasEnded, 1) == 0;
}
