namespace WsRpc.Conformance;

/// <summary>Every case there is, in the order of their numbers.</summary>
internal static class AllCases
{
    // Groups of our own, about what the field does not ask.
    public const string Masking = "masking";
    public const string Lengths = "lengths";
    public const string Codes = "codes";
    public const string Limits = "limits";
    public const string Deflate = "deflate";
    public const string Takeover = "takeover";

    public static IReadOnlyDictionary<string, IReadOnlyList<ConformanceCase>> Groups { get; } = new OrderedDictionary<string, IReadOnlyList<ConformanceCase>>
    {
        ["1"] = [.. Group1.Cases],
        ["2"] = [.. Group2.Cases],
        ["3"] = [.. Group3.Cases],
        ["4"] = [.. Group4.Cases],
        ["5"] = [.. Group5.Cases],
        ["6"] = [.. Group6.Cases],
        ["7"] = [.. Group7.Cases],
        ["9"] = [.. Group9.Cases],
        ["10"] = [.. Group10.Cases],
        ["12"] = [.. Group12.Cases],
        ["13"] = [.. Group13.Cases],
        [Masking] = [.. MaskingCases.All],
        [Lengths] = [.. LengthCases.All],
        [Codes] = [.. CodeCases.All],
        [Limits] = [.. LimitCases.All],
        [Deflate] = [.. DeflateCases.All],
        [Takeover] = [.. TakeoverCases.All],
    };

    public static IEnumerable<ConformanceCase> List => Groups.Values.SelectMany(cases => cases);

    /// <summary>What the field asks of framing, text and closing: groups 1 to 7 and 10.</summary>
    public static IEnumerable<ConformanceCase> Basic => Of("1", "2", "3", "4", "5", "6", "7", "10");

    public static IEnumerable<ConformanceCase> Of(params IEnumerable<string> groups) => groups.SelectMany(group => Groups[group]);

    public static ConformanceCase Get(string id) => List.Single(@case => @case.Id == id);
}
