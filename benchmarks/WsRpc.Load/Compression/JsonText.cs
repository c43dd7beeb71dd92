using System.Globalization;
using System.Text;

namespace WsRpc.Load;

/// <summary>
/// Text that compresses as the JSON of services does: names that come again, values that seldom do. Always the same, and
/// ASCII, so that it can be cut anywhere.
/// </summary>
internal static class JsonText
{
    private const int Seed = 7692;

    private static readonly string[] Customers = ["amara.okafor", "bram.jansen", "chiyo.tanaka", "dario.ricci", "elif.yilmaz", "freya.lund", "goran.kovac", "hana.novak"];
    private static readonly string[] States = ["ordered", "paid", "packed", "shipped", "delivered", "returned"];

    /// <summary>The first so many octets of an array of orders without an end.</summary>
    public static byte[] OfLength(int length)
    {
        var random = new Random(Seed);
        var text = new StringBuilder("[", length + 256);
        for (var number = 1; text.Length < length; number++)
        {
            AppendOrder(text, number, random);
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static void AppendOrder(StringBuilder text, int number, Random random) => text.Append(CultureInfo.InvariantCulture,
        $$"""
        {"order":{{number}},"customer":"{{Customers[random.Next(Customers.Length)]}}","state":"{{States[random.Next(States.Length)]}}","token":"{{random.NextInt64():x16}}","total":{{random.Next(100_000) / 100m}},"items":[{"sku":"{{random.Next(10_000):d4}}","count":{{random.Next(1, 9)}}}],"gift":{{(random.Next(2) == 0 ? "false" : "true")}}},
        """);
}
