using System.Buffers;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

/// <summary>
/// A batch of the peer. Its elements are delivered one by one, each as a message of its own; their answers are kept until the last one is
/// there, and sent together (JSON-RPC 2.0 §6).
/// </summary>
/// <param name="session">The session it came to.</param>
/// <param name="elements">The elements; their octets are the batch's own, since calls of earlier elements may block while later ones wait.</param>
/// <param name="count">How many there are, at least one.</param>
internal sealed class IncomingBatch(RpcSession session, JsonRpcBatchReader elements, int count) : IMessageParts
{
    private readonly Lock _gate = new(); // of what is below
    private ArrayBufferWriter<byte>? _answers;
    private List<JsonRpcId>? _ids; // of the answers that are kept: taken until they are sent
    private int _kept;
    private int _waiting = count;

    // For the thread that delivers.
    private JsonRpcBatchReader _elements = elements;
    private int _left = count;
    private ReadOnlyMemory<byte> _element;
    private Queue<ReadOnlyMemory<byte>>? _postponed;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (_left == 0)
        {
            _element = _postponed!.Dequeue();
            return _postponed.Count > 0;
        }

        _elements.TryRead(out _element);
        return --_left > 0 || _postponed is not null;
    }

    /// <inheritdoc/>
    public void Deliver() => session.ReceiveElement(this, _element);

    /// <summary>The element is read. One that is not answered is not waited for; the others end with one of the methods below.</summary>
    /// <returns>False when it is to be worked off later.</returns>
    public bool OnElement(in JsonRpcEnvelope envelope)
    {
        // It ends the calls that have no answer, and theirs may stand behind it.
        if (_left > 0 && envelope is { Kind: JsonRpcMessageKind.Error, Id.Kind: JsonRpcIdKind.Null })
        {
            (_postponed ??= new Queue<ReadOnlyMemory<byte>>()).Enqueue(_element);
            return false;
        }

        var isAnswered = envelope.Kind switch
        {
            JsonRpcMessageKind.Notification or JsonRpcMessageKind.Result or JsonRpcMessageKind.Error => false,
            JsonRpcMessageKind.Invalid => envelope.InvalidResponseId.Kind == JsonRpcIdKind.Absent,
            _ => true,
        };
        if (!isAnswered)
        {
            lock (_gate)
            {
                Finish();
            }
        }

        return true;
    }

    /// <summary>No other call may have the request's id before the batch is answered, be it that this one has ended.</summary>
    public void Hold(in JsonRpcEnvelope envelope)
    {
        if (CallsById.Holds(envelope.Id))
        {
            session.IncomingCalls.Hold(envelope.Id.ToOwned());
        }
    }

    /// <summary>Answers an element with a result. False when it is larger than the peer reads: then it must be an error.</summary>
    public bool TryAddResult(in JsonRpcId id, ReadOnlySpan<byte> result)
    {
        lock (_gate)
        {
            var start = Begin();
            JsonRpcWriter.WriteResultStart(_answers!, id);
            _answers!.Write(result);
            JsonRpcWriter.WriteEnd(_answers!);
            return TryEnd(start, id, mustFit: true);
        }
    }

    /// <summary>Answers an element with an error.</summary>
    public void AddError(in JsonRpcId id, int code, string text, ReadOnlySpan<byte> dataJson)
    {
        lock (_gate)
        {
            var start = Begin();
            JsonRpcWriter.WriteError(_answers!, id, code, text, dataJson);
            TryEnd(start, id, mustFit: false);
        }
    }

    // Each answer with what stands before it: the array's beginning, or a comma.
    private int Begin()
    {
        _answers ??= new ArrayBufferWriter<byte>();
        var start = _answers.WrittenCount;
        _answers.Write(start == 0 ? "["u8 : ","u8);
        return start;
    }

    private bool TryEnd(int start, in JsonRpcId id, bool mustFit)
    {
        var length = _answers!.WrittenCount - start;
        if (mustFit && length + 1 > session.MaxPeerMessageBytes)
        {
            Keep(_answers.WrittenSpan[..start]);
            return false;
        }

        // Too much for one array: what was there before goes first, as one of its own.
        if (start > 0 && _answers.WrittenCount + 1 > session.MaxBatchAnswerBytes)
        {
            ReadOnlySpan<byte> last = _answers.WrittenSpan[(start + 1)..].ToArray();
            Keep(_answers.WrittenSpan[..start]);
            Send();
            Begin();
            _answers!.Write(last);
        }

        if (CallsById.Holds(id))
        {
            (_ids ??= []).Add(id);
        }

        _kept += length;
        if (!session.TryKeepAnswers(length))
        {
            Send();
        }

        Finish();
        return true;
    }

    private void Keep(ReadOnlySpan<byte> answers)
    {
        _answers = new ArrayBufferWriter<byte>();
        _answers.Write(answers);
    }

    private void Finish()
    {
        if (--_waiting == 0 && _answers is { WrittenCount: > 0 })
        {
            Send();
        }
    }

    private void Send()
    {
        var answers = _answers!;
        _answers = null;
        session.ReleaseAnswers(_kept);
        _kept = 0;
        answers.Write("]"u8);
        foreach (var id in _ids ?? [])
        {
            // Before the peer has the answer, behind which it may use the id again.
            session.IncomingCalls.Release(id);
        }

        _ids = null;
        session.SendBatchAnswer(answers.WrittenSpan);
    }
}
