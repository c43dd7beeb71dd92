namespace WsRpc;

/// <summary>
/// Whose turn it is to send a message, where one is streamed: fragments of two messages must not interleave (RFC 6455 §5.4), so the others
/// wait for its end, first come, first served. Used under the lock of the writer.
/// </summary>
internal struct MessageTurns
{
    private Queue<TaskCompletionSource<bool>>? _waiting; // null while it is nobody's turn in particular

    /// <summary>Whether a message is under way that others have to wait for.</summary>
    public readonly bool IsTaken => _waiting is not null;

    /// <summary>Takes the turn, or a place in the queue for it.</summary>
    /// <returns>Null when the turn is taken; otherwise what becomes true when it is, or false when nothing can be sent any more.</returns>
    public TaskCompletionSource<bool>? Take()
    {
        if (_waiting is null)
        {
            _waiting = new();
            return null;
        }

        var place = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(place);
        return place;
    }

    /// <summary>Gives the turn to the next in the queue that has not given up.</summary>
    public void Pass()
    {
        while (_waiting is not null && _waiting.TryDequeue(out var next))
        {
            if (next.TrySetResult(true))
            {
                return;
            }
        }

        _waiting = null;
    }

    /// <summary>Nobody gets a turn any more.</summary>
    public void End()
    {
        while (_waiting is not null && _waiting.TryDequeue(out var place))
        {
            place.TrySetResult(false);
        }
    }
}
