using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

// Arguments that stand for something on this end, which is lent to the peer until the call has ended.
public ref partial struct RpcCallWriter
{
    // All arguments of a call are lent by one session, however many there are meanwhile.
    private readonly IValueExchange? Exchange => (IValueExchange?)_scope?.Home ?? _channel.Exchange;

    /// <summary>Writes the next argument: a token under which the peer reports progress.</summary>
    /// <typeparam name="T">What is reported.</typeparam>
    /// <param name="progress">Who is told; null for nobody.</param>
    /// <param name="type">How reports are read.</param>
    public void WriteProgress<T>(IProgress<T>? progress, JsonTypeInfo<T> type)
    {
        BeginArgument();
        if (progress is not null && Exchange is { } exchange)
        {
            exchange.WriteProgress(_parameters, _method.Name, progress, type, _scope ??= new CallScope());
        }
        else
        {
            _parameters.Write("null"u8);
        }
    }
}
