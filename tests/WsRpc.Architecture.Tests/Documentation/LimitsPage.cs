using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace WsRpc.Architecture.Tests;

/// <summary>A page whose tables name options, each table below a heading with the type's name, and their defaults.</summary>
internal sealed partial class LimitsPage
{
    private readonly Dictionary<(string Type, string Option), string> _rows = [];

    public LimitsPage(string text)
    {
        var type = "";
        foreach (var line in text.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                type = heading.Groups["type"].Value;
            }
            else if (type.Length > 0 && Row().Match(line) is { Success: true } row)
            {
                _rows.Add((type, row.Groups["option"].Value), row.Groups["default"].Value.Trim());
            }
        }
    }

    /// <summary>Where the page and the options differ, each difference in words that say what to do.</summary>
    public IEnumerable<string> Differences(IReadOnlyList<(Type Type, object Defaults)> options)
    {
        var limits = options.SelectMany(x => LimitsOf(x.Type), (x, option) => (x.Type, Option: option, Default: option.GetValue(x.Defaults))).ToArray();
        foreach (var (type, option, value) in limits)
        {
            var forms = FormsOf(value);
            if (!_rows.TryGetValue((type.Name, option.Name), out var written))
            {
                yield return $"{type.Name}.{option.Name} has no row below the heading `{type.Name}`; its default is {forms[0]}.";
            }
            else if (!forms.Contains(written))
            {
                yield return $"{type.Name}.{option.Name}: the page says {written}, but the default is {forms[0]}.";
            }
        }

        foreach (var (type, option) in _rows.Keys.Except(limits.Select(x => (x.Type.Name, x.Option.Name))))
        {
            yield return $"{type}.{option} is on the page, but there is no such option that is a number or a time.";
        }
    }

    private static IEnumerable<PropertyInfo> LimitsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(option => option.SetMethod is { IsPublic: true })
            .Where(option => (Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType) is var kind
                && (kind == typeof(int) || kind == typeof(long) || kind == typeof(TimeSpan)));

    // The first one is the one to write.
    private static string[] FormsOf(object? value) => value switch
    {
        null => ["none"],
        TimeSpan time when time == Timeout.InfiniteTimeSpan => ["none"],
        TimeSpan time => time.TotalSeconds >= 60 && time.Seconds == 0
            ? [Invariant($"{time.TotalMinutes} min"), Invariant($"{time.TotalSeconds} s")]
            : time.Milliseconds == 0 ? [Invariant($"{time.TotalSeconds} s")] : [Invariant($"{time.TotalMilliseconds} ms")],
        _ => NumberForms(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private static string[] NumberForms(long number)
    {
        List<string> forms = [Invariant($"{number:N0}")];
        foreach (var (unit, name) in new[] { (1024, "KiB"), (1024 * 1024, "MiB") })
        {
            if (number >= unit && number % unit == 0)
            {
                forms.Insert(0, Invariant($"{number / unit} {name}"));
            }
        }

        return [.. forms];
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // Any heading ends the table before; one without a type names none.
    [GeneratedRegex(@"^#+ (`(?<type>\w+)`\s*$)?")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(?<option>\w+)` \|(?<default>[^|]*)\|")]
    private static partial Regex Row();
}
