using System.Buffers;
using System.Diagnostics;
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
    /// <param name="ancestry">Where it comes from.</param>
    /// <param name="octets">What goes beside the arguments; null for nothing.</param>
    /// <returns>Why nothing was written; null as well when the call ended before it could be.</returns>
    private Exception? Write(RpcMethod method, long? id, bool mayEndEarly, CallTime time, ReadOnlySpan<byte> parameters, CallAncestry ancestry, SentOctets? octets = null)
    {
        try
        {
            if (octets is not null && !TakesOctets)
            {
                // They were meant for the peer of a session before this one.
                parameters = octets.Inline(parameters);
                octets = null;
            }

            if (octets?.LargestMessage > MaxPeerMessageBytes)
            {
                return RpcFailures.TooLarge(method.Name, Connection.Id, octets.LargestMessage, MaxPeerMessageBytes);
            }

            using var message = BeginMessage(octets);
            if (!message.IsOpen)
            {
                return RpcFailures.NotSent(method.Name, Connection.Id, HowItEnded);
            }

            WriteCall(message.Output, method, id, time, parameters, ancestry);
            if (message.Length > MaxPeerMessageBytes)
            {
                return RpcFailures.TooLarge(method.Name, Connection.Id, message.Length, MaxPeerMessageBytes);
            }

            if (!mayEndEarly || _outgoingCalls.TryMarkSent(id!.Value))
            {
                // Inside the writer, so that nobody else counts at the same time.
                RpcCounters.Count(ref id is null ? ref Counters.NotificationsSentCount : ref Counters.CallsMadeCount);
                var length = message.Length;
                message.Send();
                if (Instruments.BytesSent.Enabled)
                {
                    Instruments.BytesSent.Add(length);
                }
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void WriteCall(IBufferWriter<byte> output, RpcMethod method, long? id, CallTime time, ReadOnlySpan<byte> parameters, CallAncestry ancestry)
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

        // Other forms of ids do not travel (W3C Trace Context §2).
        if (ancestry.Span is { IdFormat: ActivityIdFormat.W3C, Id: { } traceParent } span)
        {
            JsonRpcWriter.WriteTrace(output, traceParent, span.TraceStateString);
        }

        if (time.IsBounded && TellsTimeouts)
        {
            JsonRpcWriter.WriteTimeout(output, time.Milliseconds);
        }

        if (ancestry.Parent != 0)
        {
            JsonRpcWriter.WriteParent(output, ancestry.Parent);
        }

        if (ancestry.Credit != 0)
        {
            JsonRpcWriter.WriteCredit(output, ancestry.Credit);
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
