using System.Buffers;

namespace WsRpc.CompilerServices;

// Arguments that are octets: base64, or beside the JSON where the peer reads that.
public ref partial struct RpcCallWriter
{
    /// <summary>Writes the next argument, octets: they are copied before the call returns.</summary>
    /// <param name="value">The argument.</param>
    public void WriteBinary(byte[]? value) => WriteOctets(value);

    /// <inheritdoc cref="WriteBinary(byte[])"/>
    public void WriteBinary(ReadOnlyMemory<byte> value) => WriteOctets(value);

    /// <inheritdoc cref="WriteBinary(byte[])"/>
    public void WriteBinary(ReadOnlyMemory<byte>? value) => WriteOctets(value);

    /// <inheritdoc cref="WriteBinary(byte[])"/>
    public void WriteBinary(Memory<byte> value) => WriteOctets(value);

    /// <inheritdoc cref="WriteBinary(byte[])"/>
    public void WriteBinary(Memory<byte>? value) => WriteOctets(value);

    /// <summary>Writes the next argument, a stream: it stays the caller's, and is read until the call has ended.</summary>
    /// <param name="value">The argument.</param>
    public void WriteBinary(Stream? value)
    {
        BeginArgument();
        if (value is null)
        {
            _parameters.Write("null"u8);
        }
        else
        {
            (_octets ??= new SentOctets()).Add(_parameters, value);
        }
    }

    private void WriteOctets<T>(T value)
    {
        if (!_json.WritesOctets)
        {
            Write(value, _json.TypeInfo<T>());
            return;
        }

        BeginArgument();
        try
        {
            OctetsForm.Write(_parameters, value, MayGoBeside, ref _octets);
        }
        catch (Exception exception)
        {
            FailArgument(exception);
        }
    }

    // A notification may wait for a slow peer, or go to many: it has its arguments in itself.
    private readonly bool MayGoBeside => !_isNotification && _channel.TakesOctets;
}
