namespace WsRpc.Conformance;

/// <summary>Something the fuzzing peer does.</summary>
/// <param name="Run">Does it.</param>
internal sealed record Step(Func<Trial, Task> Run)
{
    /// <summary>Sends frames in one write.</summary>
    public static Step Send(params IEnumerable<Frame> frames) => new(trial => trial.Fuzzer.SendAsync(frames));

    /// <summary>Sends frames in a write each.</summary>
    public static Step SendFrameWise(params IEnumerable<Frame> frames) => new(async trial =>
    {
        foreach (var frame in frames)
        {
            await trial.Fuzzer.SendAsync(frame);
            await Task.Yield();
        }
    });

    /// <summary>Sends the octets of frames <paramref name="chop"/> at a time.</summary>
    public static Step SendChopped(int chop, params IEnumerable<Frame> frames) =>
        new(trial => trial.Fuzzer.SendOctetsAsync(trial.Fuzzer.Encode(frames), chop));

    /// <summary>Sends a Close frame of the fuzzing peer's own.</summary>
    public static Step Closes(Frame close) => new(trial => trial.Fuzzer.CloseAsync(close));

    /// <summary>Waits until so many messages and Pongs have come.</summary>
    public static Step Awaits(int count) => new(trial => trial.AwaitsAsync(count));

    /// <summary>Sends messages one by one, each compressed and cut as told, and waits for the echo of each, which must be the same.</summary>
    public static Step ExchangeCompressed(IEnumerable<Frame> messages, int? fragmentSize) => new(async trial =>
    {
        foreach (var message in messages)
        {
            var compressed = trial.Fuzzer.Compression!.Compress(message);
            if (!await trial.ExchangeAsync(message, fragmentSize is { } size ? Frames.FragmentsAsTheyFill(compressed, size) : [compressed]))
            {
                return;
            }
        }
    });

    /// <summary>Sends frames of which the last one alone decides, and what follows only if the peer has not failed by then.</summary>
    public static Step SendDecisive(Frame first, Frame decisive, Frame last) => new(async trial =>
    {
        await trial.Fuzzer.SendAsync(first);
        await trial.Fuzzer.SendAsync(decisive);
        await trial.AwaitsFailureAsync();
        await trial.Fuzzer.SendAsync(last);
    });

    /// <summary>Sends the first octets of a frame, and the others only if the peer has not failed by then.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="count">How many; from the end where it is negative.</param>
    public static Step SendDecisiveOctets(Frame frame, int count) => new(async trial =>
    {
        var octets = trial.Fuzzer.Encode(frame).AsMemory();
        var decisive = count < 0 ? octets.Length + count : count;
        await trial.Fuzzer.SendOctetsAsync(octets[..decisive]);
        await trial.AwaitsFailureAsync();
        await trial.Fuzzer.SendOctetsAsync(octets[decisive..]);
    });

    /// <summary>Sends one frame in three parts, its payload cut before <paramref name="decisive"/> and before <paramref name="last"/>.</summary>
    public static Step SendInParts(Frame frame, int decisive, int last) => new(async trial =>
    {
        var octets = trial.Fuzzer.Encode(frame).AsMemory();
        var header = octets.Length - frame.Payload.Length;
        await trial.Fuzzer.SendOctetsAsync(octets[..(header + decisive)]);
        await trial.Fuzzer.SendOctetsAsync(octets[(header + decisive)..(header + last)]);
        await trial.AwaitsFailureAsync();
        await trial.Fuzzer.SendOctetsAsync(octets[(header + last)..]);
    });
}
