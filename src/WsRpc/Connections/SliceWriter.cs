namespace WsRpc;

/// <summary>Writes to a stream in slices and counts them, so that a large message that goes out slowly is seen to go out. One write at a time.</summary>
internal sealed class SliceWriter(Stream stream)
{
    private const int SliceBytes = 256 * 1024;

    private long _slicesWritten;

    /// <summary>How many slices the stream has taken so far. From any thread.</summary>
    public long SlicesWritten => Volatile.Read(ref _slicesWritten);

    /// <summary>Writes and flushes. Completes at once where the stream does, without an allocation.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets)
    {
        var writing = WriteSliceAsync(ref octets);
        if (!writing.IsCompletedSuccessfully || !octets.IsEmpty)
        {
            return WriteRestAsync(writing, octets);
        }

        writing.GetAwaiter().GetResult(); // taken even where it holds nothing: its source may be waiting to be used again
        Count();
        var flushing = stream.FlushAsync();
        return flushing.IsCompletedSuccessfully ? default : new ValueTask(flushing);
    }

    private async ValueTask WriteRestAsync(ValueTask writing, ReadOnlyMemory<byte> rest)
    {
        await writing.ConfigureAwait(false);
        Count();
        while (!rest.IsEmpty)
        {
            await WriteSliceAsync(ref rest).ConfigureAwait(false);
            Count();
        }

        await stream.FlushAsync().ConfigureAwait(false);
    }

    private ValueTask WriteSliceAsync(ref ReadOnlyMemory<byte> octets)
    {
        var slice = octets[..Math.Min(octets.Length, SliceBytes)];
        octets = octets[slice.Length..];
        return stream.WriteAsync(slice);
    }

    private void Count() => Volatile.Write(ref _slicesWritten, _slicesWritten + 1);
}
