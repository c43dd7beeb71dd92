using System.Buffers;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// The messages of our own calls. What cannot be written is returned and not thrown: the call learns it.
internal sealed partial class RpcSession
{
    /// <returns>Why nothing was written; null as well when the call has ended before it could be.</returns>
    private Exception? WriteRequest(long id, RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        try
        {
            using var message = _transport.BeginMessage();
            if (!message.IsOpen)
            {
                return RpcFailures.NotSent(method.Name, Connection.Id, _closed);
            }

            JsonRpcWriter.WriteRequestStart(message.Output, method.WireName, id);
            message.Output.Write(parameters);
            JsonRpcWriter.WriteEnd(message.Output);
            if (message.Length > MaxPeerMessageBytes)
            {
                return RpcFailures.TooLarge(method.Name, Connection.Id, message.Length, MaxPeerMessageBytes);
            }

            if (_outgoingCalls.TryMarkSent(id))
            {
                message.Send();
                Interlocked.Increment(ref Counters.CallsMadeCount);
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private Exception? WriteNotification(RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        try
        {
            using var message = _transport.BeginMessage();
            if (!message.IsOpen)
            {
                return RpcFailures.NotSent(method.Name, Connection.Id, _closed);
            }

            JsonRpcWriter.WriteNotificationStart(message.Output, method.WireName);
            message.Output.Write(parameters);
            JsonRpcWriter.WriteEnd(message.Output);
            if (message.Length > MaxPeerMessageBytes)
            {
                return RpcFailures.TooLarge(method.Name, Connection.Id, message.Length, MaxPeerMessageBytes);
            }

            message.Send();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void WriteCancelRequest(long id)
    {
        using var message = _transport.BeginMessage();
        if (message.IsOpen)
        {
            JsonRpcWriter.WriteCancelRequest(message.Output, id);
            message.Send();
        }
    }
}
