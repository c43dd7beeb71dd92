using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// The notifications of a connection that may be lost, held back while its peer reads too slowly: in their order, few, and with the oldest
/// gone first. Made when the first is held. Thread-safe.
/// </summary>
/// <param name="maxBytes">How many octets of arguments are held.</param>
/// <param name="counters">Where it is counted what is dropped.</param>
internal sealed class HeldNotifications(long maxBytes, RpcCounters counters)
{
    public const int MaxCount = 1024;

    private readonly Lock _gate = new();
    private readonly LinkedList<HeldNotification> _queue = new();
    private readonly Dictionary<string, LinkedListNode<HeldNotification>> _byKey = [];
    private long _bytes;
    private bool _leaving; // somebody sees to it that they go out

    /// <summary>Whether what is sent now would overtake one.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return !_leaving;
            }
        }
    }

    /// <summary>Holds one more.</summary>
    /// <returns>Whether the caller has to see to it that they go out.</returns>
    public bool Add(RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        var added = new HeldNotification(method, method.Queue == WsQueue.Latest ? KeyOf(method, parameters) : null, parameters.ToArray());
        lock (_gate)
        {
            _bytes += added.Parameters.Length;
            if (added.Key is not null && _byKey.TryGetValue(added.Key, out var earlier))
            {
                // In its place: what changes often must not wait for ever behind what does not.
                _bytes -= earlier.Value.Parameters.Length;
                earlier.Value = added;
                RpcCounters.CountFromAnywhere(ref counters.NotificationsDroppedCount);
            }
            else
            {
                var node = _queue.AddLast(added);
                if (added.Key is not null)
                {
                    _byKey.Add(added.Key, node);
                }
            }

            while (_queue.Count > MaxCount || (_bytes > maxBytes && _queue.Count > 1))
            {
                RemoveFirst();
                RpcCounters.CountFromAnywhere(ref counters.NotificationsDroppedCount);
            }

            return !_leaving && (_leaving = true);
        }
    }

    /// <summary>Takes the oldest out, to be sent; null when there is none, and then the caller is released.</summary>
    public bool TryTake([NotNullWhen(true)] out HeldNotification? oldest)
    {
        lock (_gate)
        {
            oldest = _queue.First?.Value;
            if (oldest is null)
            {
                _leaving = false;
                return false;
            }

            RemoveFirst();
            return true;
        }
    }

    /// <summary>The connection is gone, and they with it. Whatever is added later is not looked at.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _queue.Clear();
            _byKey.Clear();
            _bytes = 0;
        }
    }

    private void RemoveFirst()
    {
        var first = _queue.First!.Value;
        _queue.RemoveFirst();
        _bytes -= first.Parameters.Length;
        if (first.Key is not null)
        {
            _byKey.Remove(first.Key);
        }
    }

    // Values that are the same JSON are the same key.
    private static string KeyOf(RpcMethod method, ReadOnlySpan<byte> parameters) =>
        method.KeyIndex < 0 ? method.Name : $"{method.Name}\n{Encoding.UTF8.GetString(ArgumentAt(parameters, method))}";

    // This end has written them, in the order of the parameters whatever their form.
    private static ReadOnlySpan<byte> ArgumentAt(ReadOnlySpan<byte> parameters, RpcMethod method)
    {
        if (method.Params == WsParams.Object)
        {
            return parameters;
        }

        var reader = new Utf8JsonReader(parameters, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        for (var index = 0; ; index++)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index == method.KeyIndex)
            {
                return parameters[start..(int)reader.BytesConsumed];
            }
        }
    }
}
