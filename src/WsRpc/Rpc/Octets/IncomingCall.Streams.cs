using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// A result that is a stream: the peer reads it behind the answer, or gets it as base64 in it.
internal sealed partial class IncomingCall
{
    internal override void SucceedWith(Stream stream)
    {
        if (!TakesOctets)
        {
            OutliveDelivery();
            _ = SucceedInTextAsync(stream);
            return;
        }

        if (!Session.TryLend(stream, MethodName, isOwned: true, out _resultStream))
        {
            Session.DisposeStream(stream, MethodName);
            Fail(new RpcErrorException(JsonRpcErrorCode.LimitReached, $"{MethodName}: the result was dropped: {nameof(RpcLimits.MaxBlobs)} = {Session.Settings.Limits.MaxBlobs} is reached."));
            return;
        }

        var scratch = JsonScratch.Rent();
        JsonRpcBlob.WriteReference(scratch, new JsonRpcBlobReference(_resultStream.Number, null, InParts: true));
        Succeed(scratch.Written);
        scratch.Return();
    }

    private async Task SucceedInTextAsync(Stream stream)
    {
        byte[] octets;
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                octets = await Session.ReadToEndAsync(stream, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            Fail(exception is RpcLimitException { Method: null } ? new RpcErrorException(JsonRpcErrorCode.SerializationFailed, $"{MethodName}: the result {exception.Message}.") : exception);
            return;
        }

        var scratch = JsonScratch.Rent();
        OctetsForm.WriteBase64(scratch, octets);
        Succeed(scratch.Written);
        scratch.Return();
    }
}
