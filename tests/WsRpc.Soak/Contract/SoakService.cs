namespace WsRpc.Soak;

/// <summary>The server's part of a soak, one per connection.</summary>
internal sealed class SoakService : ISoak, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RpcConnection _connection;
    private readonly Attendance _attendance;
    private readonly WsRpcServer _server;
    private readonly Gone _gone;

    public SoakService(RpcConnection connection, Attendance attendance, WsRpcServer server, Gone gone)
    {
        (_connection, _attendance, _server, _gone) = (connection, attendance, server, gone);
        attendance.Come(connection);
    }

    public event EventHandler<int>? Told;

    public ValueTask<int> AddAsync(int left, int right) => ValueTask.FromResult(left + right);

    public async Task<string> EchoAsync(string text)
    {
        await Task.Yield();
        return text;
    }

    public ValueTask NoteAsync(int value) => default;

    public async Task<int> AskBackAsync(int value) => await _connection.GetProxy<ISoakCaller>().NextAsync(value);

    public Task WaitAsync(CancellationToken cancellationToken) => _attendance.WaitAsync(cancellationToken);

    public Task FailAsync(string why) => throw new InvalidOperationException(why);

    public async Task<int> CountAsync(int to, IProgress<int> progress)
    {
        for (var i = 1; i <= to; i++)
        {
            progress.Report(i);
            await Task.Yield();
        }

        return to;
    }

    public Task<byte[]> ReverseAsync(byte[] octets)
    {
        Array.Reverse(octets);
        return Task.FromResult(octets);
    }

    public Task TellAsync(int value)
    {
        Told?.Invoke(this, value);
        return Task.CompletedTask;
    }

    public async Task<long> SumAsync(Stream octets)
    {
        var (sum, buffer) = (0L, new byte[4096]);
        while (await octets.ReadAsync(buffer) is > 0 and var count)
        {
            sum += buffer.AsSpan(0, count).Sum();
        }

        return sum;
    }

    public Task<Stream> CountUpAsync(int length) => Task.FromResult<Stream>(new MemoryStream(Octets.Counted(length)));

    public IAsyncEnumerable<int> NumbersAsync(int count, CancellationToken cancellationToken) => Numbers.UpTo(count, _attendance.Producers, cancellationToken);

    public async Task<long> AddUpAsync(IAsyncEnumerable<int> numbers)
    {
        var sum = 0L;
        await foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    public async Task<int> FillAsync(ITotal total, int times)
    {
        var value = 0;
        for (var i = 0; i < times; i++)
        {
            value = await total.AddAsync(1);
        }

        return value;
    }

    public async Task<ITotal> OpenTotalAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new Total(_gone);
    }

    public Task<int?> ValueOfAsync(ITotal total) => Task.FromResult((total as Total)?.Value);

    public async Task<int> AskOnAsync(int times, Func<int, Task<int>> next)
    {
        var value = 0;
        for (var i = 0; i < times; i++)
        {
            value = await next(value);
        }

        return value;
    }

    public Task<IDisposable> FollowAsync(int count, Action<int> told)
    {
        for (var i = 0; i < count; i++)
        {
            told(i);
        }

        return Task.FromResult<IDisposable>(new Following(told, _gone));
    }

    public async Task ObserveAsync(int count, IObserver<int> observer)
    {
        for (var i = 0; i < count; i++)
        {
            observer.OnNext(i);
            await Task.Yield();
        }

        observer.OnCompleted();
    }

    public async Task<int> GatherAsync(int value)
    {
        var (group, answers) = ($"{_connection.Id}/{value}", 0);
        string[] members = [_connection.Id, _attendance.Latest];
        foreach (var member in members)
        {
            await _server.Groups.AddAsync(member, group);
        }

        try
        {
            await _server.Clients<ISoakCaller>().Group(group).HearAsync(value);
            await foreach (var reply in _server.Clients<ISoakCaller>().AskAsync(RpcTarget.Group(group), client => client.NextAsync(value), Patience))
            {
                answers += reply.TryGet(out var next) && next == value + 1 ? 1 : 0;
            }
        }
        finally
        {
            foreach (var member in members)
            {
                await _server.Groups.RemoveAsync(member, group);
            }
        }

        return answers;
    }

    public Task EndAsync(bool orderly)
    {
        if (orderly)
        {
            // 1012: come again. Not awaited, since it waits for this call.
            _ = _connection.CloseAsync(1012, "service restart").AsTask();
        }
        else
        {
            _connection.Abort();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _gone.Add(this, _connection, _connection.Session);
        _attendance.Go(_connection);
    }
}
