namespace WsRpc.CompilerServices;

/// <summary>Calls the methods of one service.</summary>
/// <remarks>For generated code.</remarks>
public abstract class RpcDispatcher
{
    /// <summary>Reads the call's arguments, calls the service, and sees to it that the call is answered.</summary>
    /// <param name="call">The call; it must not be touched after it was given its result.</param>
    /// <returns>False when the service has no such method, and the call was not touched.</returns>
    public abstract bool TryDispatch(RpcIncomingCall call);

    /// <summary>Whether what is called must learn of it when it is not told something.</summary>
    internal virtual bool MissesNothing => false;

    /// <summary>The connection has ended, or something was missed, so that the peer calls no more. Runs foreign code.</summary>
    /// <returns>False when it is nothing to what was called, which may be disposed.</returns>
    internal virtual bool TryLose(Exception reason) => false;

    /// <summary>How to listen to an event of the service.</summary>
    /// <param name="declared">An event of the contract.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public virtual RpcEventSource CreateEventSource(RpcEvent declared) => throw new ArgumentException("This is no event of the contract.", nameof(declared));
}
