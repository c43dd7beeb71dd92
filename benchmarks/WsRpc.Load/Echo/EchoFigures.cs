namespace WsRpc.Load;

/// <summary>The result for one peer in one case, in the members that its line of JSON has: medians over the rounds.</summary>
internal sealed record EchoFigures(
    string Peer,
    int Size,
    string Shape,
    double MessagesPerSecond,
    double P50Us,
    double P99Us,
    double ServerCpuUsPerMessage,
    double ServerCpuUsPerMessageLowest,
    double ServerCpuUsPerMessageHighest,
    double? ServerCpuToFloor,
    double ReplyBytes)
{
    /// <summary>Sums up the rounds, case by case.</summary>
    public static IEnumerable<EchoFigures> Of(IReadOnlyList<EchoSample> samples)
    {
        var floors = samples.Where(sample => sample.Peer == sample.Peer.Floor)
            .ToDictionary(sample => (sample.Peer, sample.Case, sample.Round), sample => sample.ServerCpuUsPerMessage);
        return samples.GroupBy(sample => (sample.Case, sample.Peer)).Select(rounds => Of([.. rounds], floors));
    }

    private static EchoFigures Of(IReadOnlyList<EchoSample> rounds, Dictionary<(EchoPeer Peer, EchoCase Case, int Round), double> floors)
    {
        var (peer, @case) = (rounds[0].Peer, rounds[0].Case);
        var cpu = Spread.Of(rounds.Select(round => round.ServerCpuUsPerMessage));

        // Within a round peers met the same state of the machine.
        double? ratio = floors.ContainsKey((peer.Floor, @case, rounds[0].Round))
            ? Median(round => round.ServerCpuUsPerMessage / floors[(peer.Floor, @case, round.Round)])
            : null;
        return new(
            peer.Name,
            @case.Size,
            @case.Shape.ToString(),
            Median(round => round.MessagesPerSecond),
            Median(round => round.P50Us),
            Median(round => round.P99Us),
            cpu.Median,
            cpu.Lowest,
            cpu.Highest,
            ratio,
            Median(round => round.ReplyBytes));

        double Median(Func<EchoSample, double> figure) => Spread.Of(rounds.Select(figure)).Median;
    }
}
