using System.Buffers;

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Gives exactly the room that is asked for, so that asking for too little shows.</summary>
internal sealed class TightBufferWriter : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _room = [];

    public byte[] Written => [.. _written];

    public void Advance(int count) => _written.AddRange(_room.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0) => _room = new byte[Math.Max(sizeHint, 1)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
