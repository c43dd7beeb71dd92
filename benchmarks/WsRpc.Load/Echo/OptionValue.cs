using System.Globalization;

namespace WsRpc.Load;

/// <summary>Reads the values of options. Each method throws <see cref="FormatException"/> with what the value should have been.</summary>
internal static class OptionValue
{
    /// <summary>Applies names and their values, in turn, to options.</summary>
    public static T ReadAll<T>(ReadOnlySpan<string> arguments, T options, Func<T, string, string, T> with)
    {
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            options = arguments is [var name, var value, ..]
                ? with(options, name, value)
                : throw new FormatException($"{arguments[0]} has no value.");
        }

        return options;
    }

    public static IReadOnlyList<T> List<T>(string text, Func<string, T> parse) => [.. text.Split(',').Distinct().Select(parse)];

    /// <summary>The same, where a name may stand for several.</summary>
    public static IReadOnlyList<T> Lists<T>(string text, Func<string, IEnumerable<T>> parse) => [.. text.Split(',').SelectMany(parse).Distinct()];

    /// <summary>A name of an enumeration, in lower case or any other.</summary>
    public static T Name<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new FormatException($"\"{text}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    public static int Whole(string text, int smallest, int largest) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : throw new FormatException($"\"{text}\" is no whole number from {smallest} to {largest}.");

    public static TimeSpan Seconds(string text, double shortest) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= shortest && number <= 3600
            ? TimeSpan.FromSeconds(number)
            : throw new FormatException(FormattableString.Invariant($"\"{text}\" is no number of seconds from {shortest} to 3600."));
}
