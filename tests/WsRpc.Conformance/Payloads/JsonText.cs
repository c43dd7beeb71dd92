using System.Text;

namespace WsRpc.Conformance;

/// <summary>Records that are much alike.</summary>
internal static class JsonText
{
    private const int Length = 194_056;

    public static PayloadFile File { get; } = PayloadFile.OfText(Make());

    private static string Make()
    {
        string[] stations = ["harbour", "observatory", "old town", "airfield"];
        var random = new Random(1);
        var text = new StringBuilder("[\n");
        for (var id = 1; text.Length < Length; id++)
        {
            text.Append($$"""
                  {
                    "id": {{id}},
                    "station": "{{stations[random.Next(stations.Length)]}}",
                    "kind": "measurement",
                    "instrument": { "maker": "Kern & Sohn", "model": "T-1000", "calibrated": true, "serial": {{random.Next(1_000_000)}} },
                    "unit": "degrees centigrade",
                    "value": {{random.Next(-20, 40)}}.{{random.Next(100)}},
                    "time": "2024-{{random.Next(10, 13)}}-{{random.Next(10, 31)}}T{{random.Next(10, 24)}}:{{random.Next(10, 60)}}:00Z",
                    "tags": ["automatic", "hourly", "unchecked", "public"],
                    "position": { "latitude": 54.3213, "longitude": 10.1349, "height": 12 }
                  },

                """);
        }

        return text.ToString(0, Length);
    }
}
