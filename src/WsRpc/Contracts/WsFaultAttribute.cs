namespace WsRpc;

/// <summary>
/// Declares a way in which a method of a contract may fail, as a type of data: the service throws <see cref="RpcFaultException{TDetail}"/>, and its caller
/// catches the same. On an interface it holds for all methods that are declared there.
/// </summary>
/// <typeparam name="TDetail">What is known of the failure: a class, a record or a struct that is written as JSON, not an exception.</typeparam>
/// <param name="code">The error's code on the wire, outside of -32768 to -32000, which JSON-RPC 2.0 reserves (§5.1).</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class WsFaultAttribute<TDetail>(int code) : Attribute
{
    /// <summary>The error's code on the wire.</summary>
    public int Code => code;
}
