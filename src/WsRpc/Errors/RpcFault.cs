using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc;

/// <summary>A failure that a method declares: its code, and how its data is written and read. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcFault
{
    private protected RpcFault(int code) => Code = code;

    /// <summary>The error's code on the wire.</summary>
    public int Code { get; }

    internal abstract Type DetailType { get; }

    /// <summary>The data of the error. Runs foreign code.</summary>
    internal abstract JsonElement Write(RpcFaultException exception, JsonSerializerOptions options);

    /// <summary>What the caller gets. Runs foreign code, which throws where the data is not that of the fault.</summary>
    internal abstract RpcErrorException Read(string message, JsonElement data, string method, string connectionId, JsonSerializerOptions options);
}

/// <inheritdoc/>
/// <typeparam name="TDetail">What is known of the failure.</typeparam>
/// <param name="code">The error's code on the wire.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcFault<TDetail>(int code) : RpcFault(code)
{
    internal override Type DetailType => typeof(TDetail);

    internal override JsonElement Write(RpcFaultException exception, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToElement(((RpcFaultException<TDetail>)exception).Detail, TypeInfo(options));

    internal override RpcErrorException Read(string message, JsonElement data, string method, string connectionId, JsonSerializerOptions options) =>
        new RpcFaultException<TDetail>(Code, message, data, data.Deserialize(TypeInfo(options))!) { Method = method, ConnectionId = connectionId };

    private static JsonTypeInfo<TDetail> TypeInfo(JsonSerializerOptions options) => (JsonTypeInfo<TDetail>)options.GetTypeInfo(typeof(TDetail));
}
