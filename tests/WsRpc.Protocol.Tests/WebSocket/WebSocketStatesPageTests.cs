using System.Reflection;
using System.Text;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>docs/websocket-states.md is drawn from the table; run with UPDATE_SNAPSHOTS=1 to draw it anew.</summary>
public sealed class WebSocketStatesPageTests
{
    [Fact]
    public void Page_shows_what_the_table_says()
    {
        var metadata = typeof(WebSocketStatesPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        var path = Path.Combine(metadata.Single(entry => entry.Key == "RepositoryRoot").Value!, "docs", "websocket-states.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, Draw());
        }

        Assert.Equal(Draw(), File.ReadAllText(path));
    }

    private static string Draw()
    {
        var states = Enum.GetValues<WebSocketState>();
        var triggers = Enum.GetValues<WebSocketTrigger>();
        var page = new StringBuilder(
            """
            # States of a WebSocket connection

            From the completed opening handshake on, the same for client and server. This page is drawn from the table in
            `src/WsRpc.Protocol/WebSocket/WebSocketTransitions.cs` and checked by a test; `UPDATE_SNAPSHOTS=1 dotnet test` draws it anew.

            ```mermaid
            stateDiagram-v2
                [*] --> Open

            """);

        foreach (var state in states)
        {
            foreach (var change in triggers
                .Select(trigger => (Trigger: trigger, Next: WebSocketTransitions.Find(state, trigger)))
                .Where(change => change.Next is not null && change.Next != state)
                .GroupBy(change => change.Next, change => change.Trigger))
            {
                page.Append($"    {state} --> {change.Key} : {string.Join(", ", change)}\n");
            }
        }

        page.Append(
            """
                Closed --> [*]
                Aborted --> [*]
            ```

            Every pair; a dash is a mistake of ours and throws.


            """);
        page.Append($"| | {string.Join(" | ", triggers)} |\n|---|{string.Concat(triggers.Select(_ => "---|"))}\n");
        foreach (var state in states)
        {
            var row = triggers.Select(trigger => WebSocketTransitions.Find(state, trigger)?.ToString() ?? "-");
            page.Append($"| **{state}** | {string.Join(" | ", row)} |\n");
        }

        return page.ToString();
    }
}
