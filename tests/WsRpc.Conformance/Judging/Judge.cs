namespace WsRpc.Conformance;

/// <summary>Holds what happened against what should have.</summary>
internal static class Judge
{
    public static Verdict Of(ConformanceCase @case, Trial trial)
    {
        var (behaviour, difference) = JudgeBehaviour(@case, trial);
        var (close, closeDifference) = JudgeClose(@case.Ending, trial);
        return new Verdict(behaviour, close, CodeOf(trial.Received), $"{difference} {closeDifference}".Trim());
    }

    private static (Behaviour Behaviour, string Difference) JudgeBehaviour(ConformanceCase @case, Trial trial) => trial switch
    {
        { Received.Malformed: { } what } => (Behaviour.Failed, what),
        { HasStalled: true } => (Behaviour.Failed, $"It went on waiting, having got {Describe(trial.Answers)}."),
        { Complaint: { } what } => (Behaviour.Failed, what),
        _ when @case.IsInformational => (Behaviour.Informational, ""),
        { FailedLate: true } when AreSame(@case.Expected, trial.Answers) => (Behaviour.NonStrict, "It failed only when all was there."),
        _ when AreSame(@case.Expected, trial.Answers) => (Behaviour.Ok, ""),
        _ when @case.Tolerated is { } tolerated && AreSame(tolerated, trial.Answers) => (Behaviour.NonStrict, "What came before the violation was not echoed."),
        _ => (Behaviour.Failed, $"Expected {Describe(@case.Expected)}, got {Describe(trial.Answers)}."),
    };

    private static (CloseBehaviour Close, string Difference) JudgeClose(Ending ending, Trial trial)
    {
        var received = trial.Received;
        return (ending, received) switch
        {
            _ when trial.HasSurvived => (CloseBehaviour.Failed, "It did not fail the connection."),
            _ when !received.IsOver => (CloseBehaviour.Failed, "It did not close."),
            _ when ending.ByPeer != received.ClosedFirst => (CloseBehaviour.Failed, $"The {(received.ClosedFirst ? "peer" : "fuzzing peer")} closed first."),
            _ when trial.Fuzzer.IsClient && !trial.ServerHasDropped => (CloseBehaviour.NotDropped, "The server did not end the TCP connection."),
            _ when ending.IsClean && (received.Close is null || received.WasReset) => (CloseBehaviour.Unclean, "There was no closing handshake."),
            _ when received.Close?.CloseCode is { } code && ending.Codes.Count > 0 && !ending.Codes.Contains(code) =>
                (CloseBehaviour.WrongCode, $"Expected code {string.Join(" or ", ending.Codes)}, got {code}."),
            _ => (CloseBehaviour.Ok, ""),
        };
    }

    private static string CodeOf(Transcript received) =>
        received.Close is { } close ? close.CloseCode?.ToString() ?? "empty" : "dropped";

    private static bool AreSame(IReadOnlyList<Frame> expected, IReadOnlyList<Frame> actual) =>
        expected.Count == actual.Count && expected.Zip(actual).All(pair => pair.First.IsSameMessageAs(pair.Second));

    private static string Describe(IReadOnlyList<Frame> frames) =>
        frames.Count == 0 ? "nothing" : $"{frames.Count} ({string.Join("; ", frames.Take(4))})";
}
