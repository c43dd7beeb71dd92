using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

// A call that results in a stream, which lives on when it is answered.
internal sealed partial class IncomingCall
{
    private OutgoingStream? _stream;
    private int _credit;

    internal override void SucceedWith<T>(IAsyncEnumerable<T> items, JsonTypeInfo<T> type)
    {
        // Its token is the stream's as well.
        _ = Cancellation;
        try
        {
            _stream = Session.Open(MethodName, _method, items, type, CancellationSource!);
        }
        catch (RpcErrorException exception)
        {
            Fail(exception);
            return;
        }

        if (CallsById.Holds(_id))
        {
            Session.OutgoingStreams.Name(_id, _stream);
        }

        var scratch = JsonScratch.Rent();
        _stream.WriteReference(scratch);
        Succeed(scratch.Written);
        scratch.Return();
    }

    // What is lent for the call goes to the stream, if there is one.
    private OutgoingStream? HandOver()
    {
        _scope?.Succeed();
        if (_stream is null)
        {
            _scope?.Dispose();
        }
        else
        {
            _stream.Adopt(_scope);
        }

        return _stream;
    }

    // Its reference is not sent.
    private void DropStream()
    {
        if (_stream is { } stream)
        {
            stream.Dispose();
            stream.Start(0);
        }
    }
}
