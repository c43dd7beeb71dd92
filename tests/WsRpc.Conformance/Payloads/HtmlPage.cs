using System.Text;

namespace WsRpc.Conformance;

/// <summary>A long table, in more than ASCII.</summary>
internal static class HtmlPage
{
    private const int Length = 263_647;

    public static PayloadFile File { get; } = PayloadFile.OfText(Make());

    private static string Make()
    {
        string[] names = ["Αθήνα", "Łódź", "København", "Москва", "東京", "São Paulo", "Zürich", "القاهرة"];
        var random = new Random(4);
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"mul\">\n<head><meta charset=\"utf-8\"><title>Städte — Πόλεις — 都市</title></head>\n<body>\n<table>\n");
        for (var row = 1; text.Length < Length; row++)
        {
            text.Append($"""
                <tr class="{(row % 2 == 0 ? "even" : "odd")}" onmouseover="highlight(this)">
                  <td class="number">№ {row}</td>
                  <td class="name"><a href="/wiki/city?name={row}&amp;action=view&amp;revision={random.Next(1_000_000)}">{names[random.Next(names.Length)]}</a></td>
                  <td class="height">{random.Next(4000)}&nbsp;m «über NN»</td>
                  <td class="links"><a href="/edit" title="Ändern…">✎</a> <a href="/history" title="Früher: {random.Next(100)}">↶</a></td>
                </tr>

                """);
        }

        return text.ToString(0, Length);
    }
}
