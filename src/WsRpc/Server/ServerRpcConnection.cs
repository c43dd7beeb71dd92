using System.Net;
using System.Security.Claims;

namespace WsRpc;

/// <summary>A server's end of a connection. It stands in the server's table before its first call until after its last.</summary>
internal sealed class ServerRpcConnection(
    RpcSettings settings, RpcHandshake handshake, EndPoint? remoteEndPoint, ConnectionTable? table = null, EndpointHooks? hooks = null, ClaimsPrincipal? user = null)
    : RpcConnection(settings, handshake, remoteEndPoint, user)
{
    // What OnConnected does, or did.
    private Task? _connecting;

    private protected override async ValueTask<string?> OnOpeningAsync(CancellationToken cancellationToken)
    {
        if (hooks?.OnConnected is not { } onConnected)
        {
            return null;
        }

        _connecting = ConnectAsync();
        try
        {
            await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (RpcErrorException refusal) when (refusal.Method is null)
        {
            // One that it made itself is meant for the peer; one of a call that it made is its failure.
            Log.ConnectionRefused(Settings.Logger, Id, refusal.Message);
            return refusal.Message;
        }

        async Task ConnectAsync() => await onConnected(this, cancellationToken).ConfigureAwait(false);
    }

    internal override RpcInterceptor[] Interceptors => hooks?.Interceptors ?? Settings.Interceptors;

    private protected override void OnOpened() => table?.Add(this);

    private protected override void OnNaming(string id) => table?.Directory.Name(this, id);

    private protected override void OnNotNamed(string id) => table?.Directory.Unname(id);

    private protected override void OnEnding(RpcClosed closed)
    {
        if (hooks is { SayFarewell: true })
        {
            table?.AddFarewell(SayFarewellAsync(hooks));
        }
    }

    private protected override void OnEnded() => table?.Remove(this);

    // Also for an OnConnected that was too slow and succeeds now: whom it has entered somewhere has to be struck out.
    private async Task SayFarewellAsync(EndpointHooks hooks)
    {
        var closed = await Completion.ConfigureAwait(false);
        if (_connecting is { } connecting)
        {
            await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!connecting.IsCompletedSuccessfully)
            {
                return;
            }
        }

        try
        {
            if (hooks.OnDisconnected is { } onDisconnected)
            {
                await onDisconnected(this, closed).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            Log.DisconnectedFailed(Settings.Logger, exception, Id);
        }
    }
}
