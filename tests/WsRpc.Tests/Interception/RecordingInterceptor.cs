using System.Collections.Concurrent;
using System.Text;

namespace WsRpc.Tests.Interception;

/// <summary>Notes what passes, and does in between what the test wants.</summary>
internal sealed class RecordingInterceptor(string name = "") : RpcInterceptor
{
    public ConcurrentQueue<string> Events { get; init; } = new();

    public Func<RpcCall, RpcNext, ValueTask> Incoming { get; init; } = (call, next) => next.InvokeAsync(call);

    public Func<RpcCall, RpcNext, ValueTask> Outgoing { get; init; } = (call, next) => next.InvokeAsync(call);

    public override ValueTask OnIncomingAsync(RpcCall call, RpcNext next) => NoteAsync("in", call, next, Incoming);

    public override ValueTask OnOutgoingAsync(RpcCall call, RpcNext next) => NoteAsync("out", call, next, Outgoing);

    private async ValueTask NoteAsync(string way, RpcCall call, RpcNext next, Func<RpcCall, RpcNext, ValueTask> between)
    {
        Events.Enqueue($"{name}> {way} {call.Method}{Encoding.UTF8.GetString(call.Arguments.Span)}");
        try
        {
            await between(call, next);
            Events.Enqueue($"{name}< {way} {call.Method}");
        }
        catch (Exception exception)
        {
            Events.Enqueue($"{name}! {way} {call.Method} {exception.GetType().Name}");
            throw;
        }
    }
}
