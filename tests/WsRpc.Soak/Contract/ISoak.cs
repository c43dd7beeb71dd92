namespace WsRpc.Soak;

/// <summary>What clients ask of the server. A kind of work that needs more brings a contract of its own, or a method here.</summary>
[WsService(Callback = typeof(ISoakCaller))]
public interface ISoak
{
    /// <summary>One that <see cref="TellAsync"/> raises.</summary>
    event EventHandler<int> Told;

    ValueTask<int> AddAsync(int left, int right);

    Task<string> EchoAsync(string text);

    [WsNotification]
    ValueTask NoteAsync(int value);

    /// <summary>Asks the caller, and answers what it has said.</summary>
    Task<int> AskBackAsync(int value);

    /// <summary>Ends with its token alone.</summary>
    Task WaitAsync(CancellationToken cancellationToken = default);

    Task FailAsync(string why);

    Task<int> CountAsync(int to, IProgress<int> progress);

    Task<byte[]> ReverseAsync(byte[] octets);

    Task TellAsync(int value);

    /// <summary>Reads a stream to the end.</summary>
    /// <returns>The sum of its octets.</returns>
    Task<long> SumAsync(Stream octets);

    /// <summary>As many octets, each its place.</summary>
    Task<Stream> CountUpAsync(int length);

    /// <summary>As many numbers, from 0.</summary>
    IAsyncEnumerable<int> NumbersAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Reads numbers to the end.</summary>
    Task<long> AddUpAsync(IAsyncEnumerable<int> numbers);

    /// <summary>Adds 1 to a total, again and again.</summary>
    /// <returns>What it came to.</returns>
    Task<int> FillAsync(ITotal total, int times);

    /// <summary>A total of this end.</summary>
    Task<ITotal> OpenTotalAsync(CancellationToken cancellationToken = default);

    /// <returns>What a total of this end comes to; null when it is of another.</returns>
    Task<int?> ValueOfAsync(ITotal total);

    /// <summary>Asks for the number behind one, again and again, from 0.</summary>
    /// <returns>What it came to.</returns>
    Task<int> AskOnAsync(int times, Func<int, Task<int>> next);

    /// <summary>Tells as many numbers, from 0, and lets go when what is returned is disposed.</summary>
    Task<IDisposable> FollowAsync(int count, [WsOutlivesCall] Action<int> told);

    /// <summary>Tells as many numbers, from 0, and that it is over.</summary>
    Task ObserveAsync(int count, IObserver<int> observer);

    /// <summary>Puts the caller and another client into a group, tells the group, and asks it.</summary>
    /// <returns>How many have answered as they should.</returns>
    Task<int> GatherAsync(int value);

    /// <summary>Ends the caller's connection, as a process that is killed, or in an orderly way.</summary>
    Task EndAsync(bool orderly);
}
