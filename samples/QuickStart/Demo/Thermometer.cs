namespace QuickStart.Demo;

/// <summary>Reads until it is told that this was all.</summary>
internal sealed class Thermometer : IObserver<double>
{
    private readonly TaskCompletionSource<string> _reading = new();
    private readonly List<double> _degrees = [];

    public Task<string> Reading => _reading.Task;

    public void OnNext(double value) => _degrees.Add(value);

    public void OnCompleted() => _reading.SetResult(string.Join(", ", _degrees.Select(static degrees => FormattableString.Invariant($"{degrees:0.0}"))) + ", hot");

    public void OnError(Exception error) => _reading.SetException(error);
}
