using Microsoft.Extensions.Logging;
using WsRpc.CompilerServices;
using WsRpc.Protocol.WebSocket;

namespace WsRpc;

// How a connection opens and ends, with the services that belong to it.
public abstract partial class RpcConnection
{
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource<RpcClosed> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object[] _ownedServices = [];
    private IReadOnlyList<ServiceRegistration> _services = [];
    private bool _served;

    /// <summary>Fires when the connection has ended, soon after <see cref="Completion"/> is complete.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>How the connection ended; completes once it has, and never faults.</summary>
    public Task<RpcClosed> Completion => _completion.Task;

    private protected RpcSettings Settings { get; }

    /// <summary>
    /// Closes in an orderly way: what was sent before goes out first. Calls that wait for their answer end with
    /// <see cref="RpcConnectionClosedException"/>, those of the peer have their token cancelled.
    /// </summary>
    /// <param name="code">The WebSocket close code (RFC 6455 §7.4).</param>
    /// <param name="reason">Why, for people; at most 123 octets of UTF-8 are sent.</param>
    /// <param name="cancellationToken">Cuts the connection instead of waiting for the peer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> may not be sent.</exception>
    public async ValueTask CloseAsync(int code = WebSocketCloseCode.NormalClosure, string reason = "", CancellationToken cancellationToken = default)
    {
        if (!TryEndWhileAway(code, reason, cancellationToken))
        {
            await Session.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
        }

        // Before it is served, whoever opens it completes it, and may wait for who closes it here.
        if (Volatile.Read(ref _served))
        {
            await Completion.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection at once, without a word; what was not sent is lost.</summary>
    public void Abort()
    {
        OnAborting();
        Session.Abort();
    }

    /// <summary>Closes as <see cref="CloseAsync"/> does, with code 1000.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>From here on this end may send.</summary>
    private void Begin(IMessageTransport transport, IReadOnlyList<ServiceRegistration> services)
    {
        _services = services;
        _session = new RpcSession(this, transport, Settings, Handshake.Subprotocol);
        _session.SayHello(ServiceNames);
    }

    /// <summary>Makes the services of this connection and starts to receive.</summary>
    private void Serve(IReadOnlyList<ServiceRegistration> services)
    {
        var dispatchers = services.Count == 0 ? [] : new RpcDispatcher[services.Count];
        for (var i = 0; i < dispatchers.Length; i++)
        {
            dispatchers[i] = services[i].CreateDispatcher(this, Settings, out var owned);
            if (owned is not null)
            {
                _ownedServices = [.. _ownedServices, owned];
            }
        }

        if (Settings.Logger.IsEnabled(LogLevel.Debug))
        {
            Log.Opened(Settings.Logger, Id, RemoteEndPoint?.ToString() ?? "in memory", Handshake.Subprotocol ?? "none");
        }

        Instruments.Connections.Add(1);
        OutgoingQueues.Watch(this);
        Volatile.Write(ref _served, true);
        OnOpened();
        Session.Start(dispatchers, services);
    }

    /// <summary>Opens the session over something else than a connection. It serves nothing.</summary>
    private protected void OpenOver(IMessageTransport transport)
    {
        Begin(transport, []);
        Serve([]);
    }

    /// <summary>Opens the session over a connection; when that fails, the peer is told that it is our fault.</summary>
    /// <param name="connection">What carries the session.</param>
    /// <param name="services">What this end serves.</param>
    /// <param name="cancellationToken">Ends the wait for what the application does at the opening.</param>
    /// <param name="stopping">Fires when this end stops, which is nobody's failure.</param>
    /// <returns>False when the application did not want the connection: it has ended.</returns>
    internal async Task<bool> OpenOrAbortAsync(WebSocketConnection connection, IReadOnlyList<ServiceRegistration> services, CancellationToken cancellationToken = default, CancellationToken stopping = default)
    {
        var failure = "the connection could not be set up";
        try
        {
            Begin(TransportOver(connection), services);
            if (await OnOpeningAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                await connection.CloseAsync(WebSocketCloseCode.PolicyViolation, refusal, CancellationToken.None).ConfigureAwait(false);
            }

            if (connection.Closed is { } ended)
            {
                // Ended before anybody received: what came behind the opening is given back by who takes the receiver's place.
                await connection.CloseAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
                Session.OnClosed(ended);
                return false;
            }

            failure = "a service could not be created";
            Serve(services);
            return true;
        }
        catch
        {
            var (code, reason) = stopping.IsCancellationRequested ? (WebSocketCloseCode.GoingAway, "the server stops") : (WebSocketCloseCode.InternalError, failure);
            await connection.CloseAsync(code, reason, CancellationToken.None).ConfigureAwait(false);
            Session.OnClosed(connection.Closed!);
            throw;
        }
    }

    /// <summary>The application may still send back whom it does not want: the reason, or null.</summary>
    private protected virtual ValueTask<string?> OnOpeningAsync(CancellationToken cancellationToken) => default;

    /// <summary>All is ready; what the peer sends is worked off from now on.</summary>
    private protected virtual void OnOpened()
    {
    }

    /// <summary>The connection has ended, and <see cref="Completion"/> will be complete.</summary>
    private protected virtual void OnEnding(RpcClosed closed)
    {
    }

    /// <summary>The connection has ended, and <see cref="Completion"/> is complete.</summary>
    private protected virtual void OnEnded()
    {
    }

    internal void OnSessionClosed(RpcSession session, RpcClosed closed)
    {
        var served = Volatile.Read(ref _served);
        if (served)
        {
            Instruments.Connections.Add(-1);
            OutgoingQueues.Forget(this);
        }

        if (!served || !TryGoOn(session, closed))
        {
            End(closed);
        }
    }

    /// <summary>The end, behind which nothing comes.</summary>
    private protected void End(RpcClosed closed)
    {
        OnEnding(closed);
        _completion.TrySetResult(closed);
        OnEnded();

        // Foreign code is registered on it, which must not hold up the rest.
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Session.Cancel(connection._closed), this, preferLocal: false);
        _ = DisposeServicesAsync();
        if (Settings.Logger.IsEnabled(LogLevel.Debug))
        {
            Log.Closed(Settings.Logger, Id, closed);
        }
    }

    /// <summary>Disposes what was made for this connection, after the last call has left it.</summary>
    private async Task DisposeServicesAsync()
    {
        await WhenIdle().ConfigureAwait(false);
        foreach (var service in Enumerable.Reverse(_ownedServices))
        {
            await DisposeAsync(service).ConfigureAwait(false);
        }
    }

    /// <summary>Disposes an object of the application, if it can be. What that throws is logged.</summary>
    internal async Task DisposeAsync(object service)
    {
        try
        {
            if (service is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (service as IDisposable)?.Dispose();
            }
        }
        catch (Exception exception)
        {
            Log.DisposeFailed(Settings.Logger, exception, Id, service.GetType().Name);
        }
    }

    private void WarnWhenCallbackIsNotServed<T>(RpcContract<T> contract)
        where T : class
    {
        if (contract.Callback is { } callback && !_services.Any(service => service.ServiceType == callback))
        {
            Log.CallbackNotServed(Settings.Logger, Id, typeof(T).Name, callback.Name);
        }
    }
}
