using System.Linq;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Diagnostics;

namespace WsRpc.Generators.Parsing;

/// <summary>What <c>[WsNotification]</c> says on what becomes of a notification while its peer reads too slowly.</summary>
internal static class NotificationQueue
{
    private const int Latest = 2;

    private static readonly string?[] Queues = [null, "DropOldest", "Latest", "Disconnect"];

    /// <summary>A member of WsQueue; null for waiting.</summary>
    public static string? Of(IMethodSymbol method) => Queues[NumberOf(method)];

    /// <summary>The place of the key among the parameters that travel; negative when there is none.</summary>
    public static int KeyIndexOf(IMethodSymbol method) => KeyOf(method) is { } key
        ? method.Parameters.Where(static parameter => !Travel.IsCancellationToken(parameter.Type)).Select(static parameter => parameter.Name).ToList().IndexOf(key)
        : -1;

    public static void Check(IMethodSymbol method, ContractReport report)
    {
        if (KeyOf(method) is not { } key)
        {
            return;
        }

        var problem = NumberOf(method) != Latest ? "only WsQueue.Latest has one" : KeyIndexOf(method) < 0 ? "there is no such parameter" : null;
        if (problem is not null)
        {
            report.Add(Descriptors.QueueKey, method, key, ContractMembers.NameOf(method), problem);
        }
    }

    private static int NumberOf(IMethodSymbol method) => Argument(method, "Queue") is int queue && queue > 0 && queue < Queues.Length ? queue : 0;

    private static string? KeyOf(IMethodSymbol method) => Argument(method, "Key") as string;

    private static object? Argument(IMethodSymbol method, string name) =>
        method.FindAttribute("WsNotificationAttribute")?.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
