namespace WsRpc.CompilerServices;

/// <summary>Calls the methods of one service.</summary>
/// <remarks>For generated code.</remarks>
public abstract class RpcDispatcher
{
    /// <summary>Reads the call's arguments, calls the service, and sees to it that the call is answered.</summary>
    /// <param name="call">The call; it must not be touched after it was given its result.</param>
    /// <returns>False when the service has no such method, and the call was not touched.</returns>
    public abstract bool TryDispatch(RpcIncomingCall call);
}
