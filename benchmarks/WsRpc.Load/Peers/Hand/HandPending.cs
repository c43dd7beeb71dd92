using System.Text.Json;

namespace WsRpc.Load;

/// <summary>Reads a result, which is the reader's current token.</summary>
internal delegate T ReadResult<out T>(ref Utf8JsonReader reader);

/// <summary>A call that waits for its answer.</summary>
internal abstract class HandPending
{
    public abstract void Complete(ref Utf8JsonReader result);

    public abstract void Fail(Exception exception);
}

/// <summary>A call that waits for a result of a type.</summary>
internal sealed class HandPending<T>(ReadResult<T> read) : HandPending
{
    // The caller goes on elsewhere: what it does must not hold up the receive loop.
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public override void Complete(ref Utf8JsonReader result) => _source.SetResult(read(ref result));

    public override void Fail(Exception exception) => _source.TrySetException(exception);
}
