using System.Buffers;
using WsRpc.Protocol.JsonRpc;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// Octets beside the JSON (docs/protocol.md, "Binary data").
internal sealed partial class RpcSession
{
    private const string BinaryCapability = "binary";

    private Blobs? _blobs;

    /// <summary>What travels beside the JSON.</summary>
    public Blobs Blobs => _blobs ?? Interlocked.CompareExchange(ref _blobs, new Blobs(Settings.Limits), null) ?? _blobs;

    /// <summary>Whether the peer reads octets beside the JSON.</summary>
    public bool TakesOctets { get; private set; }

    // Of what begins like JSON, JSON is made, as ever; and so is everything where binary messages were not agreed on.
    private bool IsBlob(ReadOnlySpan<byte> message) => TakesOctets && message is [< (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r'), ..];

    private void OnBlob(ReadOnlySpan<byte> message)
    {
        if (_hasGivenUp)
        {
            return;
        }

        if (!JsonRpcBlob.TryReadHeader(message, out var kind, out var id))
        {
            GiveUp(WebSocketCloseCode.ProtocolError, $"a binary message of kind {message[0]} and {message.Length} octets is none that is known");
            return;
        }

        var octets = message[JsonRpcBlob.HeaderLength..];
        if (kind == JsonRpcBlobKind.Whole)
        {
            OnWhole(id, octets);
        }
        else
        {
            OnPart(kind, id, octets);
        }
    }

    private void OnWhole(long id, ReadOnlySpan<byte> octets)
    {
        var limits = Settings.Limits;
        if (Blobs.Next.Count == limits.MaxBlobs)
        {
            GiveUp(WebSocketCloseCode.PolicyViolation, $"more than {limits.MaxBlobs} binary messages before a message that refers to them");
        }
        else if (!Blobs.Next.TryAdd(id, octets, limits.MaxBlobBytes))
        {
            GiveUp(WebSocketCloseCode.ProtocolError, $"two binary messages of the same number ({id}) before a message that refers to them");
        }
    }

    // What came before the answer at hand goes to its call. Returned is why it does not.
    private RpcLimitException? TakeOctets(PendingCall call)
    {
        call.ReceivedOctets = _blobs!.Current;
        return call.ReceivedOctets is { IsTooMuch: true }
            ? RpcFailures.ResultDropped(call, Connection.Id, nameof(RpcLimits.MaxBlobBytes), Settings.Limits.MaxBlobBytes)
            : null;
    }

    private static void CountSent(int octets)
    {
        if (Instruments.BytesSent.Enabled)
        {
            Instruments.BytesSent.Add(octets);
        }
    }

    /// <summary>Opens a message, and before it those of its octets, so that none comes between.</summary>
    private OutgoingMessage BeginMessage(SentOctets? octets)
    {
        if (octets is null or { Count: 0 })
        {
            return _transport.BeginMessage();
        }

        var message = _transport.BeginMessage(isBinary: true);
        if (!message.IsOpen)
        {
            return message;
        }

        try
        {
            var number = 0;
            foreach (var whole in octets.Whole)
            {
                JsonRpcBlob.WriteHeader(message.Output, JsonRpcBlobKind.Whole, ++number);
                message.Output.Write(whole.Span);
                CountSent(message.Length);
                message.GoOn(isBinary: number < octets.Count);
            }
        }
        catch
        {
            message.Dispose();
            throw;
        }

        return message;
    }
}
