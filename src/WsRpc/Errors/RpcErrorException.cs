using System.Text.Json;

namespace WsRpc;

/// <summary>
/// The peer answered a call with an error. A service throws it to answer with a code, a message and data of its choice.
/// </summary>
public class RpcErrorException : RpcException
{
    /// <summary>An error to answer a call with.</summary>
    /// <param name="code">The code; JSON-RPC 2.0 §5.1 reserves -32768 to -32000.</param>
    /// <param name="message">One sentence for people; it is sent to the peer.</param>
    /// <param name="errorData">Anything more, for programs; sent to the peer.</param>
    /// <param name="innerException">What caused it; not sent.</param>
    public RpcErrorException(int code, string message, JsonElement? errorData = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        ErrorData = errorData;
    }

    /// <summary>The error code.</summary>
    public int Code { get; }

    /// <summary>The <c>data</c> of the error (JSON-RPC 2.0 §5.1), if there was any.</summary>
    public JsonElement? ErrorData { get; }

    /// <summary>
    /// The exception at the peer, where <see cref="ErrorData"/> tells of it as StreamJsonRpc does, or as this library does with
    /// <see cref="RpcOptions.SendExceptionDetails"/>; otherwise <see langword="null"/>.
    /// </summary>
    public RpcRemoteError? RemoteError => ErrorData is { } data ? RpcRemoteError.Read(data) : null;
}
