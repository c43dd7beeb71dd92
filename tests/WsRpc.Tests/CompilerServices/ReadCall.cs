using WsRpc.CompilerServices;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.Tests.CompilerServices;

/// <summary>A call whose arguments a test reads itself.</summary>
internal sealed class ReadCall(RpcJson json) : RpcIncomingCall
{
    public override ReadOnlySpan<byte> Method => "x"u8;

    public override CancellationToken Cancellation => default;

    /// <summary>Why the arguments were refused.</summary>
    public string? Refusal { get; private set; }

    internal override RpcJson Json => json;

    internal override IValueExchange Exchange => throw new NotSupportedException();

    internal override CallScope Scope => throw new NotSupportedException();

    internal override bool IsNotification => false;

    public RpcArguments Arguments(RpcMethod method, ReadOnlySpan<byte> parameters) =>
        new(this, method, parameters[0] == (byte)'[' ? JsonRpcParamsKind.Array : JsonRpcParamsKind.Object, parameters, maxDepth: 64);

    public override RpcArguments Arguments(RpcMethod method) => throw new NotSupportedException();

    internal override void OutliveDelivery()
    {
    }

    internal override void EnterUserCode()
    {
    }

    internal override void RefuseArguments(string problem) => Refusal = problem;

    internal override void Succeed(ReadOnlySpan<byte> resultJson, SentOctets? octets = null) => throw new NotSupportedException();

    internal override void WriteReference(System.Buffers.IBufferWriter<byte> output, object value, RpcObjectContract contract) => throw new NotSupportedException();

    internal override void SucceedWith(Stream stream) => throw new NotSupportedException();

    internal override void SucceedWith<T>(IAsyncEnumerable<T> items, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => throw new NotSupportedException();

    internal override void Fail(Exception exception) => throw new NotSupportedException();
}
