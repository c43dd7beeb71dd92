namespace QuickStart.Chat;

/// <summary>Prints what it hears. The server calls it on a client; on the server itself it is simply one more member.</summary>
internal sealed class TerminalClient : IChatClient
{
    public Task HearAsync(ChatLine line)
    {
        Terminal.WriteLine(line.From is null ? $"* {line.Text}" : $"{line.From}: {line.Text}");
        return Task.CompletedTask;
    }
}
