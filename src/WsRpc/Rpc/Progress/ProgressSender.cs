using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>What a service reports to, where its caller wants to know: each report is a notification, until the call has ended. Thread-safe.</summary>
/// <param name="session">The caller's session.</param>
/// <param name="token">What the caller knows it by, as JSON.</param>
/// <param name="type">How reports are written.</param>
internal sealed class ProgressSender<T>(RpcSession session, byte[] token, JsonTypeInfo<T> type) : IProgress<T>, IDisposable
{
    private readonly Lock _gate = new(); // no report behind the answer; nothing foreign runs in it
    private volatile bool _hasEnded;

    /// <summary>A report that cannot be written is the service's failure; one that nobody waits for any more is dropped.</summary>
    public void Report(T value)
    {
        if (_hasEnded)
        {
            return;
        }

        var scratch = JsonScratch.Rent();
        try
        {
            scratch.Write("{\"token\":"u8);
            scratch.Write(token);
            scratch.Write(",\"value\":"u8);
            scratch.Write(value, type);
            scratch.Write((byte)'}');
            lock (_gate)
            {
                if (!_hasEnded)
                {
                    session.SendProgress(scratch.Written);
                }
            }
        }
        finally
        {
            scratch.Return();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }
    }
}
