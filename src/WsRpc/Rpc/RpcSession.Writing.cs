using System.Buffers;
using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc;

// The messages of our own calls. What cannot be written is returned and not thrown: the call learns it.
internal sealed partial class RpcSession
{
    /// <summary>Writes a request, or a notification when there is no id.</summary>
    /// <param name="method">The method.</param>
    /// <param name="id">The call's id.</param>
    /// <param name="mayEndEarly">Whether the call may end before this has written it.</param>
    /// <param name="time">How long the call may take.</param>
    /// <param name="parameters">The arguments as JSON; empty, or null, for none.</param>
    /// <param name="parent">The peer's id of the call from within which it comes; 0 for none.</param>
    /// <returns>Why nothing was written; null as well when the call ended before it could be.</returns>
    private Exception? Write(RpcMethod method, long? id, bool mayEndEarly, CallTime time, ReadOnlySpan<byte> parameters, long parent = 0)
    {
        try
        {
            using var message = _transport.BeginMessage();
            if (!message.IsOpen)
            {
                return RpcFailures.NotSent(method.Name, Connection.Id, _closed);
            }

            WriteCall(message.Output, method, id, time, parameters, parent);
            if (message.Length > MaxPeerMessageBytes)
            {
                return RpcFailures.TooLarge(method.Name, Connection.Id, message.Length, MaxPeerMessageBytes);
            }

            if (!mayEndEarly || _outgoingCalls.TryMarkSent(id!.Value))
            {
                // Inside the writer, so that nobody else counts at the same time.
                RpcCounters.Count(ref id is null ? ref Counters.NotificationsSentCount : ref Counters.CallsMadeCount);
                message.Send();
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void WriteCall(IBufferWriter<byte> output, RpcMethod method, long? id, CallTime time, ReadOnlySpan<byte> parameters, long parent = 0)
    {
        // A null that would be the whole params is none (JSON-RPC 2.0 §4).
        var hasParams = parameters is [(byte)'[' or (byte)'{', ..];
        if (id is { } request)
        {
            JsonRpcWriter.WriteRequestStart(output, method.WireName, request, hasParams);
        }
        else
        {
            JsonRpcWriter.WriteNotificationStart(output, method.WireName, hasParams);
        }

        if (hasParams)
        {
            output.Write(parameters);
        }

        if (time.IsBounded && TellsTimeouts)
        {
            JsonRpcWriter.WriteTimeout(output, time.Milliseconds);
        }

        if (parent != 0)
        {
            JsonRpcWriter.WriteParent(output, parent);
        }

        JsonRpcWriter.WriteEnd(output);
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
