using System.Threading.Channels;

namespace QuickStart.Demo;

/// <summary>A guest who agrees to everything and remembers what was called out.</summary>
internal sealed class Guest : IGuest
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public string LastQuestion { get; private set; } = "";

    public Task<bool> ConfirmAsync(string question)
    {
        LastQuestion = question;
        return Task.FromResult(true);
    }

    public ValueTask HearAsync(string text) => _heard.Writer.WriteAsync(text);

    /// <summary>What was called out next.</summary>
    public Task<string> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
}
