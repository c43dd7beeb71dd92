namespace QuickStart.Chat;

/// <summary>The terminal: lines in, lines out.</summary>
internal static class Terminal
{
    /// <summary>The next line the user types; null at the end of the input.</summary>
    // A console cannot be read without a thread that blocks. When the wait is cancelled, that thread ends with the process.
    public static Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken);

    /// <summary>Prints a line that others wrote: what could steer the terminal is left out.</summary>
    public static void WriteLine(string text) =>
        Console.WriteLine(string.Concat(text.Where(character => !char.IsControl(character))));

    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
