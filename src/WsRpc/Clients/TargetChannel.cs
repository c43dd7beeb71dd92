using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>The channel of what stands for many clients: notifications only.</summary>
internal sealed class TargetChannel(IRpcBackplane backplane, RpcTarget target, RpcJson json) : RpcChannel
{
    internal override RpcJson Json => json;

    internal override void Send(PendingCall call, RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        call.Fail(new NotSupportedException($"{method.Name} has an answer, and {target} are many: IRpcClients<T>.AskAsync asks each of them, Client(id) one."));

    internal override ValueTask SendNotificationAsync(RpcMethod method, ReadOnlySpan<byte> parameters, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : backplane.NotifyAsync(target, method, parameters);
}
