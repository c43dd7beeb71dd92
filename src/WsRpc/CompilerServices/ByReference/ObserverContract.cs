using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary><see cref="IObserver{T}"/> by reference, as StreamJsonRpc has it.</summary>
internal static class ObserverContract
{
    public static readonly RpcMethod OnNext = new("onNext", "value");
    public static readonly RpcMethod OnCompleted = new("onCompleted");
    public static readonly RpcMethod OnError = new("onError", "error");

    public static RpcContract<IObserver<T>> Of<T>(IJsonTypeInfoResolver? context, bool acceptsNull) => new(
        $"IObserver<{typeof(T).Name}>",
        [OnNext, OnCompleted, OnError],
        static (channel, json) => new ObserverProxy<T>(channel, json),
        (target, json) => new ObserverDispatcher<T>(target, json, acceptsNull))
    {
        JsonContext = context,

        // What comes next must not overtake what came before.
        Ordered = true,
        EndingMethods = [OnCompleted.Name, OnError.Name],
    };
}
