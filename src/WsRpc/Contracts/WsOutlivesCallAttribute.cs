namespace WsRpc;

/// <summary>
/// An object by reference among the arguments (a delegate, or an object behind a <c>[WsService]</c>) may be called behind the end of the call that brings it, if that succeeds: until the
/// method's own end lets it go with <see cref="RpcReference.Release"/>, disposes it, or the connection ends. Without it, no longer than the call.
/// </summary>
/// <remarks>
/// An <see cref="IObserver{T}"/> and an <see cref="IDisposable"/> do so without it. What is never let go stays until the connection ends, and counts against the caller's
/// <see cref="RpcOptions.MaxLentObjects"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WsOutlivesCallAttribute : Attribute;
