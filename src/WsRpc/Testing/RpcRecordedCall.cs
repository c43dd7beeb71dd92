using System.Text.Json;
using WsRpc.CompilerServices;

namespace WsRpc.Testing;

/// <summary>A call or a notification that an <see cref="RpcRecorder{TService}"/> has seen.</summary>
public sealed class RpcRecordedCall
{
    private readonly RpcJson _json;

    internal RpcRecordedCall(string method, JsonElement arguments, RpcJson json)
    {
        Method = method;
        Arguments = arguments;
        _json = json;
    }

    /// <summary>The wire name of the method.</summary>
    public string Method { get; }

    /// <summary>The arguments as they go on the wire.</summary>
    public JsonElement Arguments { get; }

    /// <summary>An argument by its place.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="index">From 0; a cancellation token does not count.</param>
    /// <exception cref="IndexOutOfRangeException">There are not so many arguments.</exception>
    /// <exception cref="JsonException">The argument is of another type.</exception>
    public T? Argument<T>(int index) => Arguments[index].Deserialize(_json.TypeInfo<T>());

    /// <summary>The call as on the wire: <c>chat.join["lobby"]</c>.</summary>
    public override string ToString() => Method + Arguments.GetRawText();
}
