namespace WsRpc.CompilerServices;

/// <summary><see cref="IDisposable"/> by reference, as StreamJsonRpc has it.</summary>
internal static class DisposableContract
{
    private static readonly RpcMethod Dispose = new("dispose");

    public static readonly RpcContract<IDisposable> Instance = new(
        nameof(IDisposable), [Dispose], static (channel, _) => new Proxy(channel), static (target, _) => new Dispatcher(target));

    private sealed class Proxy(RpcChannel channel) : IDisposable, IRpcProxy
    {
        public RpcChannel Channel => channel;

        void IDisposable.Dispose()
        {
            using var call = channel.Notify(Dispose);
            call.NotifyVoid();
        }
    }

    private sealed class Dispatcher(IDisposable target) : RpcDispatcher
    {
        public override bool TryDispatch(RpcIncomingCall call)
        {
            if (!call.Method.SequenceEqual(Dispose.WireName.Utf8))
            {
                return false;
            }

            var arguments = call.Arguments(Dispose);
            if (arguments.End())
            {
                target.Dispose();
                call.Reply();
            }

            return true;
        }
    }
}
