using System.Buffers;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>
/// Calls that are sent together, as one message (JSON-RPC 2.0 §6): <see cref="RpcConnection.BeginBatch"/>. Calls made by its proxies wait until <see cref="SendAsync"/>;
/// so begin them, send, and only then await them.
/// </summary>
/// <remarks>
/// <para>For peers that are JSON-RPC 2.0 to the letter. StreamJsonRpc ends the connection at a batch. Where a peer answers an error with id null, the calls of all
/// batches that wait end with that error, since it may mean any of them; those that are answered by the same array do not. Two WsRpc peers gain
/// nothing by one, since calls made at the same time travel together anyhow.</para>
/// <para>A call counts as in flight, and its time runs, from when it was made; the peer is told what is left of it when the batch is sent. Thread-safe; calls stand in the
/// order in which they were made, or in which interceptors let go of them.</para>
/// <para>A batch belongs to the connection that stands when its first call is made, and does not wait for another one (<see cref="WsRpcClientOptions.Reconnect"/>):
/// its calls then end with <see cref="RpcConnectionClosedException"/>, and have not run.</para>
/// </remarks>
public sealed class RpcBatch : IDisposable
{
    private readonly Lock _gate = new(); // of what is below; nothing foreign runs in it
    private readonly ArrayBufferWriter<byte> _parameters = new();
    private readonly RpcConnection _connection;
    private readonly List<OutgoingBatchElement> _elements = [];
    private RpcSession? _session; // in whose table its calls are
    private TaskCompletionSource? _released; // there while calls are with their interceptors
    private int _held;
    private bool _isOver;

    internal RpcBatch(RpcConnection connection) => _connection = connection;

    /// <summary>How many calls and notifications wait to be sent, those included that were cancelled meanwhile and will not be.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _elements.Count;
            }
        }
    }

    /// <summary>An object that calls <typeparamref name="T"/> on the peer with this batch. A new one each time, and cheap.</summary>
    /// <typeparam name="T">A <c>[WsService]</c> interface.</typeparam>
    /// <param name="options">How its calls are made.</param>
    /// <remarks>Its notifications are accepted at once. Once the batch was sent or disposed, its calls fail with <see cref="InvalidOperationException"/>.</remarks>
    /// <exception cref="InvalidOperationException">As for <see cref="RpcConnection.GetProxy{T}()"/>.</exception>
    public T GetProxy<T>(RpcCallOptions? options = null)
        where T : class
    {
        var contract = RpcContracts.Get<T>();
        return contract.CreateProxy(new ConnectionChannel(_connection, options, this), _connection.Session.Settings.JsonFor(contract.JsonContext));
    }

    /// <summary>
    /// Sends the calls that were made, and waits while the outgoing queue is long. A batch without any sends nothing. Where there are interceptors
    /// (<see cref="RpcOptions.Interceptors"/>), it is sent when they have let go of all of its calls.
    /// </summary>
    /// <param name="cancellationToken">Cancelled before, it keeps the batch from being sent, and the batch may be sent later; afterwards it ends the wait for room in the outgoing queue.</param>
    /// <exception cref="InvalidOperationException">The batch was sent or disposed before.</exception>
    /// <exception cref="RpcLimitException">The batch is larger than the peer reads, or too much waits to be sent. Nothing was sent; each of its calls ends with the same.</exception>
    /// <exception cref="RpcConnectionClosedException">The connection is closed. Each of the calls ends with the same.</exception>
    public ValueTask SendAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        lock (_gate)
        {
            if (_released is { } released && !_isOver)
            {
                return SendBehindAsync(released.Task, cancellationToken);
            }
        }

        return SendNow(cancellationToken);
    }

    /// <summary>Gives the batch up if it was not sent: its calls end with <see cref="OperationCanceledException"/>.</summary>
    public void Dispose()
    {
        if (End())
        {
            foreach (var element in _elements)
            {
                Session.GiveUp(element.Id, new OperationCanceledException($"{element.Method.Name} was not sent: its batch was disposed before {nameof(SendAsync)}."));
            }
        }
    }

    internal void Add(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CallTime time, CancellationToken cancellationToken)
    {
        if (call.SentOctets is { HasStreams: true })
        {
            call.Fail(new RpcSerializationException($"{method.Name} was not sent: a Stream cannot go in a batch.") { Method = method.Name, ConnectionId = _connection.Id });
            return;
        }

        var session = Session;
        if (session.Admit(call, method, time, cancellationToken) is var (id, ancestry) && TryAdd(method, id, time, ancestry, parameters) is { } failure)
        {
            session.GiveUp(id, failure);
        }
    }

    internal ValueTask AddNotification(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
        : TryAdd(method, null, CallTime.Unbounded, CallAncestry.Current, parameters) is { } failure ? ValueTask.FromException(failure)
        : default;

    /// <summary>A call is with its interceptors: the batch is not sent before it has come back from there.</summary>
    internal void Hold()
    {
        lock (_gate)
        {
            _held++;
            _released ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>It has been added, or will not be.</summary>
    internal void Release()
    {
        lock (_gate)
        {
            if (--_held == 0)
            {
                _released!.SetResult();
                _released = null;
            }
        }
    }

    private async ValueTask SendBehindAsync(Task released, CancellationToken cancellationToken)
    {
        await released.WaitAsync(cancellationToken).ConfigureAwait(false);
        await SendAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask SendNow(CancellationToken cancellationToken) =>
        End() ? Session.SendAsync(_elements, _parameters.WrittenSpan, cancellationToken) : ValueTask.FromException(Over("The batch"));

    // Never another one: ids mean something to the session that gave them alone.
    private RpcSession Session => Volatile.Read(ref _session) ?? Interlocked.CompareExchange(ref _session, _connection.Session, null) ?? _session!;

    private static InvalidOperationException Over(string what) => new($"{what} was not sent: the batch has been sent or disposed already.");

    private Exception? TryAdd(RpcMethod method, long? id, CallTime time, CallAncestry ancestry, ReadOnlySpan<byte> parameters)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return Over(method.Name);
            }

            var max = _connection.Limits.MaxBatchElements;
            if (_elements.Count == max)
            {
                return RpcFailures.LimitReached(method.Name, _connection.Id, nameof(RpcLimits.MaxBatchElements), max);
            }

            var start = _parameters.WrittenCount;
            _parameters.Write(parameters);
            var madeAt = time.IsBounded ? _connection.Session.Settings.TimeProvider.GetTimestamp() : 0;
            _elements.Add(new OutgoingBatchElement(method, id, time, madeAt, ancestry, start.._parameters.WrittenCount));
            return null;
        }
    }

    // True once: from then on nothing is added, and the elements are the caller's.
    private bool End()
    {
        lock (_gate)
        {
            return !_isOver && (_isOver = true);
        }
    }
}
