using System.Text.Json;
using WsRpc.CompilerServices;

namespace WsRpc.Testing;

/// <summary>What a recorder's proxy calls through. Thread-safe.</summary>
internal sealed partial class RecordingChannel(RpcJson json) : RpcChannel, ICallCanceller
{
    private readonly Lock _gate = new();
    private readonly List<RpcRecordedCall> _calls = [];
    private readonly Dictionary<string, byte[]> _results = [];
    private readonly Dictionary<string, Exception> _failures = [];
    private readonly Dictionary<string, RemoteEvent> _events = [];

    // On this thread a method is only asked for its name.
    [ThreadStatic]
    private static string? t_name;

    [ThreadStatic]
    private static bool t_asks;

    internal override RpcJson Json => json;

    public IReadOnlyList<RpcRecordedCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public void Answer(string method, byte[] result)
    {
        lock (_gate)
        {
            _results[method] = result;
            _failures.Remove(method);
        }
    }

    public void Fail(string method, Exception exception)
    {
        lock (_gate)
        {
            _failures[method] = exception;
        }
    }

    /// <summary>The wire name of the method that is called, which is not recorded.</summary>
    public static string MethodOf(Action call)
    {
        (t_asks, t_name) = (true, null);
        try
        {
            call();
            return t_name ?? throw new ArgumentException("No method was called that is answered.", nameof(call));
        }
        finally
        {
            (t_asks, t_name) = (false, null);
        }
    }

    public void Cancel(PendingCall call)
    {
        // Calls are answered before anybody could cancel them.
    }

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        call.Begin(method.Name, this, cancellationToken);
        if (t_asks)
        {
            t_name = method.Name;
            call.Fail(new OperationCanceledException("The call was made to learn its name."));
        }
        else if (cancellationToken.IsCancellationRequested)
        {
            call.Fail(new OperationCanceledException(cancellationToken));
        }
        else
        {
            Record(method, call.SentOctets is { HasStreams: true } streams ? InText(streams, parameters) : parameters);
            End(call, method.Name);
        }
    }

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (!t_asks)
        {
            Record(method, parameters);
        }

        return default;
    }

    internal override void AddSubscriber(RpcEvent declared, EventSubscriber? subscriber)
    {
        if (t_asks)
        {
            t_name = declared.Name;
        }
        else if (subscriber is not null)
        {
            lock (_gate)
            {
                if (!_events.TryGetValue(declared.Name, out var known))
                {
                    _events.Add(declared.Name, known = new RemoteEvent(declared));
                }

                known.Add(subscriber);
            }
        }
    }

    internal override void RemoveSubscriber(RpcEvent declared, object proxy, Delegate handler)
    {
        lock (_gate)
        {
            _events.GetValueOrDefault(declared.Name)?.TryRemove(proxy, handler);
        }
    }

    /// <summary>Calls the handlers of an event, here and now.</summary>
    public void Raise(string name, byte[] argument)
    {
        EventSubscriber[] subscribers;
        lock (_gate)
        {
            subscribers = _events.GetValueOrDefault(name)?.Subscribers ?? [];
        }

        var received = new ReceivedEvent(argument);
        foreach (var subscriber in subscribers)
        {
            subscriber.Handle(received);
        }
    }

    // A stream is kept as a peer without WsRpc would get it.
    private static byte[] InText(SentOctets streams, ReadOnlySpan<byte> parameters)
    {
        streams.ReadStreamsAsync(static stream => Task.FromResult(OctetsForm.ReadToEnd(stream))).GetAwaiter().GetResult();
        return streams.Inline(parameters);
    }

    private void Record(RpcMethod method, ReadOnlySpan<byte> parameters)
    {
        var reader = new Utf8JsonReader(parameters);
        var call = new RpcRecordedCall(method.Name, JsonElement.ParseValue(ref reader), json);
        lock (_gate)
        {
            _calls.Add(call);
        }
    }

    private void End(PendingCall call, string method)
    {
        byte[]? result;
        Exception? failure;
        bool isStream;
        lock (_gate)
        {
            _failures.TryGetValue(method, out failure);
            _results.TryGetValue(method, out result);
            isStream = _streams.ContainsKey(method);
        }

        if (failure is null && result is null && !isStream && call is not PendingCall<NoResult>)
        {
            failure = new InvalidOperationException($"The recorder has no answer for {method}: tell it one by Answer.");
        }

        if (failure is not null)
        {
            call.Fail(failure);
            return;
        }

        if (isStream)
        {
            call.ReadResult("{}"u8, this);
        }
        else
        {
            call.ReadResult(result ?? "null"u8);
        }

        call.Complete();
    }
}
