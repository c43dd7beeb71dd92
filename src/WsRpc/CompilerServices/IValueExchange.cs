using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

/// <summary>Exchanges values that cannot travel for what stands for them on the wire, and the other way round. What is lent for a call ends with its scope.</summary>
internal interface IValueExchange : IReferenceReader, IStreamReader
{
    /// <returns>Why it cannot be opened; null when it is.</returns>
    Exception? TryOpenStream(in JsonRpcBlobReference reference, string method, CallScope scope, out Stream? stream);

    /// <summary>Lends an object for a call of this end.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="method">The call's.</param>
    /// <param name="value">An object of this end, or one of the peer that comes home.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="outlivesCall">Whether the peer may call it behind the call's end, if that is a success, until it lets it go.</param>
    /// <param name="scope">What it ends with.</param>
    /// <exception cref="InvalidOperationException">There are as many as there may be.</exception>
    /// <exception cref="RpcConnectionClosedException">The connection has ended.</exception>
    void WriteReference(IBufferWriter<byte> output, string method, object value, RpcObjectContract contract, bool outlivesCall, CallScope scope);

    /// <summary>Reads an object that is an argument of a call of the peer.</summary>
    /// <param name="json">What stands for it.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="scope">What it ends with.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>The object; null, and why, when it is none.</returns>
    object? ReadReference(ReadOnlySpan<byte> json, RpcObjectContract contract, CallScope scope, out string? problem);

    /// <summary>What an observer of the peer is told of the exception that ends a sequence of this end: no more than the caller of a method.</summary>
    (string ClassName, string Message) Describe(Exception exception);

    void WriteProgress<T>(IBufferWriter<byte> output, string method, IProgress<T> progress, JsonTypeInfo<T> type, CallScope scope);

    /// <returns>False when it is no token.</returns>
    bool TryReadProgress<T>(ReadOnlySpan<byte> token, JsonTypeInfo<T> type, CallScope scope, [NotNullWhen(true)] out IProgress<T>? progress);

    /// <exception cref="RpcException">There are too many streams.</exception>
    void WriteStream<T>(IBufferWriter<byte> output, string method, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CallScope scope);
}
