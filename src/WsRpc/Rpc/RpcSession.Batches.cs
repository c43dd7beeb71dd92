using System.Buffers;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// Batches of the peer (JSON-RPC 2.0 §6).
internal sealed partial class RpcSession
{
    // An id in the reason of a Close frame, which holds 123 octets (RFC 6455 §5.5).
    private const int MaxIdLengthInReason = 24;

    private IncomingBatch? _batch; // that the message being read is an element of
    private long _keptAnswerBytes;

    /// <summary>The largest array of answers: what the peer reads, and no more than this end would.</summary>
    public long MaxBatchAnswerBytes => Math.Min(MaxPeerMessageBytes, Settings.Limits.MaxMessageBytes);

    /// <summary>Delivers an element of a batch.</summary>
    public void ReceiveElement(IncomingBatch batch, ReadOnlyMemory<byte> element) => Receive(element, isUtf8: true, batch);

    /// <summary>Notes that answers wait for the other answers of their batch. False when so much waits already that they must not.</summary>
    public bool TryKeepAnswers(int octets) => Interlocked.Add(ref _keptAnswerBytes, octets) <= Settings.Limits.MaxOutgoingBytes;

    /// <summary>They wait no more.</summary>
    public void ReleaseAnswers(int octets) => Interlocked.Add(ref _keptAnswerBytes, -octets);

    /// <summary>Sends the answers to a batch, or the first of them.</summary>
    public void SendBatchAnswer(ReadOnlySpan<byte> answers)
    {
        using var message = _transport.BeginMessage();
        if (message.IsOpen)
        {
            message.Output.Write(answers);
            message.Send();
        }
    }

    private void OnBatch(ReadOnlyMemory<byte> message)
    {
        if (_batch is not null)
        {
            OnInvalid(JsonRpcErrorCode.InvalidRequest, JsonRpcId.Null, "a batch must not hold a batch");
            return;
        }

        // Each element costs us more than its octet or two cost the peer.
        var max = Settings.Limits.MaxBatchElements;
        var count = new JsonRpcBatchReader(message, Settings.Limits.MaxJsonDepth).Count(max);
        switch (count)
        {
            case 0:
                OnInvalid(JsonRpcErrorCode.InvalidRequest, JsonRpcId.Null, "a batch must not be empty");
                break;
            case var _ when count > max:
                OnInvalid(JsonRpcErrorCode.LimitReached, JsonRpcId.Null, $"a batch must not have more than {max} elements");
                break;
            default:
                // Its own octets: the message's are gone when the first call enters its service.
                var elements = new JsonRpcBatchReader(message.ToArray(), Settings.Limits.MaxJsonDepth);
                _transport.DeliverParts(new IncomingBatch(this, elements, count));
                break;
        }
    }

    private static string Shortened(in JsonRpcId id)
    {
        var text = id.ToString();
        return text.Length <= MaxIdLengthInReason ? text : $"{text[..MaxIdLengthInReason]}…";
    }
}
