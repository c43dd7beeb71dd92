using System.Buffers;
using System.Text;

namespace WsRpc.Protocol.JsonRpc;

/// <summary>
/// A method's wire name with the octets that every call of it sends, made once: a request then costs two copies and an integer.
/// Immutable, safe from any thread; meant to be kept in a static field.
/// </summary>
public sealed class JsonRpcMethodName
{
    private readonly byte[] _utf8;
    private readonly byte[] _requestTail;
    private readonly byte[] _notificationStart;

    /// <summary>Prepares a name.</summary>
    /// <param name="name">The whole wire name, such as <c>chat.join</c>. A lone surrogate becomes U+FFFD.</param>
    public JsonRpcMethodName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        _utf8 = Encoding.UTF8.GetBytes(name);

        var member = new ArrayBufferWriter<byte>();
        member.Write(",\"method\":"u8);
        JsonText.WriteString(member, name, JsonRpcWriter.Encoder);
        member.Write(Params);
        _requestTail = member.WrittenSpan.ToArray();
        _notificationStart = [.. "{\"jsonrpc\":\"2.0\""u8, .. _requestTail];
    }

    /// <summary>What stands before the arguments.</summary>
    internal static ReadOnlySpan<byte> Params => ",\"params\":"u8;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name in UTF-8, without quotes and escapes: what <see cref="JsonRpcEnvelope.MethodName"/> gives for a message that calls it.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary><c>,"method":"…","params":</c></summary>
    internal ReadOnlySpan<byte> RequestTail => _requestTail;

    /// <summary><c>{"jsonrpc":"2.0","method":"…","params":</c></summary>
    internal ReadOnlySpan<byte> NotificationStart => _notificationStart;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
