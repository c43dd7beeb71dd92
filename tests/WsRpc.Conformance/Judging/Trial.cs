namespace WsRpc.Conformance;

/// <summary>One case against one peer.</summary>
internal sealed class Trial
{
    private static readonly Frame Probe = Frames.Ping("are you still there?");

    private readonly ConformanceCase _case;
    private readonly IEchoPeer _peer;

    private Trial(ConformanceCase @case, IEchoPeer peer, FuzzingPeer fuzzer)
    {
        _case = @case;
        _peer = peer;
        Fuzzer = fuzzer;
    }

    public FuzzingPeer Fuzzer { get; }

    public Transcript Received => Fuzzer.Received;

    /// <summary>What came that was asked for by the case.</summary>
    public IReadOnlyList<Frame> Answers => HasSurvived ? [.. Received.Received.SkipLast(1)] : Received.Received;

    /// <summary>Whether something was waited for in vain.</summary>
    public bool HasStalled { get; private set; }

    /// <summary>What was wrong with an echo that is not kept.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Whether the peer failed later than it could have known.</summary>
    public bool FailedLate { get; private set; }

    /// <summary>Whether the peer was alive when it should have failed the connection.</summary>
    public bool HasSurvived { get; private set; }

    /// <summary>Whether a server dropped the TCP connection by itself.</summary>
    public bool ServerHasDropped { get; private set; }

    public static async Task<Verdict> RunAsync(ConformanceCase @case, IEchoPeer peer)
    {
        var (fuzzer, peerTask) = await peer.MeetAsync(@case.Limits, @case.Compression);
        using (fuzzer)
        {
            var trial = new Trial(@case, peer, fuzzer);
            await trial.PlayAsync();
            var verdict = Judge.Of(@case, trial);

            // Whatever the verdict: nothing of the peer may hang on to a connection that is gone.
            fuzzer.EndSending();
            await peerTask.Within();
            return verdict;
        }
    }

    /// <summary>Waits until so many messages and Pongs have come.</summary>
    public async Task AwaitsAsync(int count) =>
        HasStalled |= !await Received.BecomesAsync(r => r.Received.Count >= count || r.IsOver, InTime.Limit);

    /// <summary>Sends a message and takes its echo, which is then forgotten: a case may have any number of them.</summary>
    /// <returns>Whether the echo was right.</returns>
    public async Task<bool> ExchangeAsync(Frame message, IEnumerable<Frame> frames)
    {
        await Fuzzer.SendAsync(frames);
        await AwaitsAsync(1);
        var echo = Received.Take();
        if (echo is not [var only] || !only.IsSameMessageAs(message))
        {
            Complaint ??= $"Expected {message}, got {string.Join("; ", echo)}.";
        }

        return Complaint is null;
    }

    /// <summary>Waits for the peer to fail the connection, for as long as it is given.</summary>
    public async Task AwaitsFailureAsync() => FailedLate |= !await Received.BecomesAsync(r => r.IsOver, _peer.Patience);

    private async Task PlayAsync()
    {
        foreach (var step in _case.Steps)
        {
            await step.Run(this);
        }

        if (_case.Ending.ByPeer)
        {
            await AskWhetherItFailedAsync();
        }
        else if (!Fuzzer.HasClosed)
        {
            await AwaitsAsync(_case.Expected.Count);
            await Fuzzer.CloseAsync(Frames.Close(1000));
        }

        if (!HasSurvived)
        {
            await EndAsync();
        }
    }

    // No answer to a Ping proves failure as silence cannot: nobody has to wait for long to be sure.
    private async Task AskWhetherItFailedAsync()
    {
        if (await Received.BecomesAsync(r => r.IsOver, _peer.Patience))
        {
            return;
        }

        await Fuzzer.SendAsync(Probe);
        HasStalled |= !await Received.BecomesAsync(r => r.IsOver || r.Received is [.., { Opcode: Opcode.Pong } last] && last.Payload.Span.SequenceEqual(Probe.Payload.Span), InTime.Limit);
        HasSurvived = !Received.IsOver && !HasStalled;
    }

    private async Task EndAsync()
    {
        // Close frames first, then TCP, which the server is to end (RFC 6455 §7.1.1).
        HasStalled |= !await Received.BecomesAsync(r => r.IsOver, InTime.Limit);
        if (Fuzzer.IsClient)
        {
            ServerHasDropped = await Received.BecomesAsync(r => r.HasEnded, InTime.Limit);
        }

        Fuzzer.EndSending();
        await Received.BecomesAsync(r => r.HasEnded, InTime.Limit);
    }
}
