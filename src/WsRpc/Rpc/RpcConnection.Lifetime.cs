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

    /// <summary>Fires when the connection has ended, soon after <see cref="Completion"/> is complete.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>How the connection ended; completes once it has, and never faults.</summary>
    public Task<RpcClosed> Completion => _completion.Task;

    private RpcSettings Settings { get; }

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
        await Session.CloseAsync(code, reason, cancellationToken).ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
    }

    /// <summary>Ends the connection at once, without a word; what was not sent is lost.</summary>
    public void Abort() => Session.Abort();

    /// <summary>Closes as <see cref="CloseAsync"/> does, with code 1000.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the services of this connection and starts to receive.</summary>
    private void Open(IMessageTransport transport, IReadOnlyList<ServiceRegistration> services)
    {
        _services = services;
        var session = _session = new RpcSession(this, transport, Settings, Handshake.Subprotocol);
        session.SayHello([.. services.Select(service => service.Name).Distinct()]);
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

        OnOpened();
        session.Start(dispatchers);
    }

    /// <summary>As <see cref="Open"/>; when a service cannot be made, the peer is told that it is our fault.</summary>
    internal async Task OpenOrAbortAsync(WebSocketConnection connection, IReadOnlyList<ServiceRegistration> services)
    {
        try
        {
            Open(new WebSocketTransport(connection), services);
        }
        catch
        {
            await connection.CloseAsync(WebSocketCloseCode.InternalError, "a service could not be created").ConfigureAwait(false);
            Session.OnClosed(connection.Closed!);
            throw;
        }
    }

    /// <summary>All is ready; what the peer sends is worked off from now on.</summary>
    private protected virtual void OnOpened()
    {
    }

    /// <summary>The connection has ended, and <see cref="Completion"/> is complete.</summary>
    private protected virtual void OnEnded()
    {
    }

    internal void OnClosed(RpcClosed closed)
    {
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
        await Session.IncomingCalls.WhenIdle().ConfigureAwait(false);
        foreach (var service in Enumerable.Reverse(_ownedServices))
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
