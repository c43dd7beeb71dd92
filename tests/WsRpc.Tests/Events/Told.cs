using System.Threading.Channels;

namespace WsRpc.Tests.Events;

/// <summary>What a handler was told, for a test to wait for.</summary>
internal sealed class Told<T>
{
    private readonly Channel<T> _told = Channel.CreateUnbounded<T>();

    /// <summary>Whose event it was last.</summary>
    public object? Sender { get; private set; }

    public bool IsEmpty => !_told.Reader.TryPeek(out _);

    public void Add(object? sender, T argument)
    {
        Sender = sender;
        _told.Writer.TryWrite(argument);
    }

    public Task<T> Next() => _told.Reader.ReadAsync().Within();

    public async Task<T[]> Next(int count)
    {
        var told = new T[count];
        for (var i = 0; i < count; i++)
        {
            told[i] = await Next();
        }

        return told;
    }
}
