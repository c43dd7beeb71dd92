namespace WsRpc.Soak;

/// <summary>The server's part of a soak, one per connection.</summary>
internal sealed class SoakService : ISoak, IDisposable
{
    private readonly RpcConnection _connection;
    private readonly Attendance _attendance;

    public SoakService(RpcConnection connection, Attendance attendance)
    {
        _connection = connection;
        _attendance = attendance;
        attendance.Come();
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

    public void Dispose() => _attendance.Go();
}
