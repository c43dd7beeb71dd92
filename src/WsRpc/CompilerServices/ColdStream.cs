using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A stream that is opened by whoever reads it: each time by a call of its own.</summary>
internal sealed class ColdStream<T>(RpcChannel channel, RpcMethod method, byte[] parameters, SentOctets? octets, JsonTypeInfo<T> type, CancellationToken cancellationToken) : OpeningStream<T>(cancellationToken)
{
    protected override Task<IAsyncEnumerable<T>> OpenAsync(CancellationToken cancellationToken)
    {
        var call = new StreamCall<T>(type, method.StreamBuffer) { SentOctets = octets };
        var opened = call.Begin();
        channel.Send(call, method, parameters, cancellationToken);
        return opened;
    }
}
