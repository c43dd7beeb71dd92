using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>Exchanges what stands for a stream for the stream.</summary>
internal interface IStreamReader
{
    /// <exception cref="System.Text.Json.JsonException">The reference is none.</exception>
    /// <exception cref="RpcException">There are too many streams, or the connection is gone.</exception>
    IAsyncEnumerable<T> ReadStream<T>(ReadOnlySpan<byte> reference, JsonTypeInfo<T> type, StreamOrigin origin);
}
