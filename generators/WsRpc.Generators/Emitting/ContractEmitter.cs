using System.Linq;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Prints the wire names of a contract and its registration.</summary>
internal static class ContractEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        FileHeader.WriteTypeAttributes(writer);
        writer.Open($"internal static class {contract.ContractClass}");
        foreach (var method in contract.Methods)
        {
            writer.Line($"public static readonly RpcMethod {method.Id} = new({Arguments(method)}){Settings(method, contract)};");
        }

        foreach (var @event in contract.Events)
        {
            writer.Line($"public static readonly RpcEvent {@event.Id} = new({Code.Literal(@event.WireName)}){Settings(@event)};");
        }

        foreach (var observer in contract.Observers)
        {
            var type = Code.Short(observer.Item);
            writer.Line($"public static readonly RpcContract<global::System.IObserver<{type}>> {observer.Field} = RpcContracts.Observer<{type}>({ObserverArguments(observer, contract)});");
        }

        if (contract.Methods.Count + contract.Events.Count + contract.Observers.Count > 0)
        {
            writer.Line();
        }

        if (contract.IsDelegate)
        {
            WriteDescription(writer, contract, $"public static readonly RpcContract<{Code.Short(contract.Interface)}> Instance = new(", ".Invoke", ";");
        }
        else
        {
            writer.Line("[ModuleInitializerAttribute]");
            WriteDescription(writer, contract, $"internal static void Register() => RpcContracts.Register<{contract.Interface}>(static () => new(", "", ");");
        }

        writer.Close();
    }

    private static string Arguments(MethodModel method) =>
        string.Join(", ", method.Parameters.Select(static parameter => parameter.WireName).Prepend(method.WireName).Select(Code.Literal));

    private static string Settings(MethodModel method, ContractModel contract) => Initializer(
        method.Params is { } form ? $"Params = WsParams.{form}" : null,
        method.TimeoutMilliseconds > 0 ? $"TimeoutMilliseconds = {method.TimeoutMilliseconds}" : null,
        method.Queue is { } queue ? $"Queue = WsQueue.{queue}" : null,
        method.KeyIndex >= 0 ? $"KeyIndex = {method.KeyIndex}" : null,
        method.Result.Form == ValueForm.Stream ? "StreamsResult = true" : null,
        method.StreamBuffer > 0 ? $"StreamBuffer = {method.StreamBuffer}" : null,
        method.IsBarrier ? "Barrier = true" : null,
        method.Faults.Count > 0 ? $"Faults = [{string.Join(", ", method.Faults.Select(static fault => $"new RpcFault<{fault.Type}>({fault.Code})"))}]" : null,
        method.Faults.Count > 0 && contract.JsonContext is { } context ? $"FaultContext = {context}.Default" : null);

    private static string Settings(EventModel @event) => Initializer(
        @event.Argument is { AcceptsNull: true } ? "AcceptsNull = true" : null,
        @event.Queue is { } queue ? $"Queue = WsQueue.{queue}" : null);

    private static void WriteDescription(SourceWriter writer, ContractModel contract, string start, string member, string end)
    {
        writer.Line(start);
        writer.Continue($"{Code.Literal(contract.ServiceName)},");
        writer.Continue($"[{string.Join(", ", contract.Methods.Select(static method => method.Id))}],");
        writer.Continue($"static (channel, json) => new {contract.ProxyClass}(channel, json){member},");
        writer.Continue($"static (service, json) => new {contract.DispatcherClass}(service, json)){Initializers(contract)}{end}");
    }

    private static string ObserverArguments(ObserverModel observer, ContractModel contract) => Code.Arguments(
        contract.JsonContext is { } context ? $"{context}.Default" : null,
        observer.AcceptsNull ? "acceptsNull: true" : null);

    private static string Initializers(ContractModel contract) => Initializer(
        contract.Callback is null ? null : $"Callback = typeof({contract.Callback})",
        contract.JsonContext is null ? null : $"JsonContext = {contract.JsonContext}.Default",
        contract.IsOrdered ? "Ordered = true" : null,
        contract.Events.Count > 0 ? $"Events = [{string.Join(", ", contract.Events.Select(static @event => @event.Id))}]" : null);

    private static string Initializer(params string?[] members)
    {
        var given = members.Where(static member => member is not null).ToList();
        return given.Count == 0 ? "" : $" {{ {string.Join(", ", given)} }}";
    }
}
