using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Progress of calls, in both directions (docs/protocol.md, "Progress").
internal sealed partial class RpcSession
{
    // A slow peer is told how far it is, not how far it was.
    private static readonly RpcMethod ProgressMethod = new(JsonRpcProgress.Method, "token", "value") { Params = WsParams.Named, Queue = WsQueue.Latest, KeyIndex = 0 };

    // It is sent back with each report.
    private const int MaxTokenLength = 256;

    private ProgressTokens? _progress;

    /// <summary>Those who wait for the peer's reports.</summary>
    public ProgressTokens Progress => _progress ?? Interlocked.CompareExchange(ref _progress, new ProgressTokens(), null) ?? _progress;

    /// <summary>Tells the peer of progress. Where it cannot be told any more, nothing is lost.</summary>
    public void SendProgress(ReadOnlySpan<byte> parameters)
    {
        // It never waits, by its policy.
        var sent = NotifyAsync(ProgressMethod, parameters, CancellationToken.None);
        if (sent.IsFaulted)
        {
            _ = sent.AsTask().Exception;
        }
    }

    public void WriteProgress<T>(IBufferWriter<byte> output, string method, IProgress<T> progress, JsonTypeInfo<T> type, CallScope scope)
    {
        var receiver = new ProgressReceiver<T>(this, method, progress, type);
        scope.Add(receiver);
        JsonText.WriteInteger(output, receiver.Token = Progress.Add(receiver));
    }

    public bool TryReadProgress<T>(ReadOnlySpan<byte> token, JsonTypeInfo<T> type, CallScope scope, [NotNullWhen(true)] out IProgress<T>? progress)
    {
        progress = null;
        if (token is not [(byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] || token.Length > MaxTokenLength)
        {
            return false;
        }

        var sender = new ProgressSender<T>(this, token.ToArray(), type);
        scope.Add(sender);
        progress = sender;
        return true;
    }

    private void OnProgress(ReadOnlySpan<byte> parameters)
    {
        if (JsonRpcProgress.TryRead(parameters, out var token, out var value) && _progress is { } tokens && tokens.TryFind(token, out var receiver))
        {
            receiver.Accept(value.Of(parameters));
        }
    }
}
