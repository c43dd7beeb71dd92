namespace WsRpc;

/// <summary>
/// Declares an interface as a service contract: the source generator writes its client proxy, its server dispatcher
/// and a stub to derive an implementation from.
/// </summary>
/// <remarks>
/// <para>Wire names are derived from the contract: <c>IChat.PostAsync</c> is <c>chat.post</c>. See docs/protocol.md.</para>
/// <para>A <see cref="Stream"/> among the arguments stays its caller's, who may not use or dispose it before the call has ended; the service reads it until then, forward only. A
/// <see cref="Stream"/> that a method results in becomes the engine's own, which disposes it; its caller reads it, forward only, and disposes it when it wants no more. Of either
/// so much is under way as the reader has room for (<see cref="RpcOptions.MaxBlobBytes"/>). What the source throws ends it for the reader with <see cref="RpcErrorException"/>, the
/// end of the connection with <see cref="RpcConnectionLostException"/>. A call with a <see cref="Stream"/> goes in no batch and waits for no other connection. Towards peers of
/// plain JSON-RPC a stream is read to its end and sent as base64, which has to fit into a message.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class WsServiceAttribute : Attribute
{
    /// <summary>Declares a service whose wire prefix comes from the interface's name: <c>IChat</c> is <c>chat</c>.</summary>
    public WsServiceAttribute()
    {
    }

    /// <summary>Declares a service with a wire prefix of its own.</summary>
    /// <param name="name">The prefix of every derived wire name, for example <c>trading.feed</c>; empty for none.</param>
    public WsServiceAttribute(string name) => Name = name;

    /// <summary>The wire prefix; <see langword="null"/> derives it from the interface's name, empty means none.</summary>
    public string? Name { get; }

    /// <summary>
    /// The contract by which a server calls back the clients of this service: itself a <c>[WsService]</c> interface.
    /// It describes and gives the stub its <c>Client</c> property; <see cref="RpcConnection.GetProxy{T}()"/> works for every contract.
    /// </summary>
    public Type? Callback { get; set; }

    /// <summary>
    /// A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that knows the types of this contract, as trimmed and
    /// ahead-of-time compiled programs need. It only resolves types: <see cref="RpcOptions.Json"/> decides how they are written.
    /// </summary>
    public Type? JsonContext { get; set; }

    /// <summary>How wire names are derived from method names. Default: <see cref="WsNaming.CamelCase"/>.</summary>
    public WsNaming Naming { get; set; }

    /// <summary>
    /// Whether the calls of a connection to this service run one at a time, in the order of their arrival: each starts when the one before has ended. Calls to
    /// other services do not wait. Default: false, calls start in order and run side by side.
    /// </summary>
    /// <remarks>Heeded by the end that serves the contract; one that inherits it says so itself.</remarks>
    public bool Ordered { get; set; }

    /// <summary>How the arguments of all methods are sent that do not say so themselves. Default: <see cref="WsParams.Positional"/>.</summary>
    public WsParams Params { get; set; }
}
