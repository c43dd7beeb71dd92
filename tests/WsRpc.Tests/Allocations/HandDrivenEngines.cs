using WsRpc.CompilerServices;

namespace WsRpc.Tests.Allocations;

/// <summary>
/// Two engines without threads: the test carries their messages. A call, its service and its answer so run on the test's
/// own thread, whose allocations the runtime counts exactly.
/// </summary>
internal sealed class HandDrivenEngines<TService>
    where TService : class
{
    private readonly MailboxTransport _callers = new();
    private readonly MailboxTransport _services = new();

    public HandDrivenEngines(TService service, CallTime time = default)
    {
        var settings = new RpcSettings(new WsRpcClientOptions());
        var contract = RpcContracts.Get<TService>();
        var json = settings.JsonFor(contract.JsonContext);
        var session = SessionOver(_callers);
        session.Start([], []);
        SessionOver(_services).Start([contract.CreateDispatcher(service, json)], []);
        Proxy = contract.CreateProxy(new Channel(session, time), json);

        // The connection counts the calls, and has no other part in them.
        RpcSession SessionOver(IMessageTransport transport) =>
            new(new ServerRpcConnection(settings, RpcHandshake.None(null), null), transport, settings, subprotocol: null);
    }

    public TService Proxy { get; }

    /// <summary>Carries what was written on either end, and what is written meanwhile.</summary>
    public void Deliver()
    {
        while (_callers.TryDeliverTo(_services.Sink!) || _services.TryDeliverTo(_callers.Sink!))
        {
        }
    }

    private sealed class Channel(RpcSession session, CallTime time) : RpcChannel
    {
        internal override RpcJson Json => session.Settings.Json;

        internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
            session.Send(call, method, parameters, time, cancellationToken);

        internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
            session.NotifyAsync(method, parameters, cancellationToken);
    }
}
