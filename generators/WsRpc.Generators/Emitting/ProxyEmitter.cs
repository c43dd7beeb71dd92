using System.Linq;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Prints the file of the contract and its proxy: each body is the call.</summary>
internal static class ProxyEmitter
{
    public static string Emit(ContractModel contract)
    {
        var writer = new SourceWriter();
        FileHeader.WriteTable(writer, contract);
        FileHeader.WriteNamespace(writer,
            "System.CodeDom.Compiler", "System.Collections.Generic", "System.ComponentModel", "System.Runtime.CompilerServices",
            "System.Text.Json.Serialization.Metadata", "System.Threading", "System.Threading.Tasks", "WsRpc.CompilerServices");
        ContractEmitter.Emit(writer, contract);
        writer.Line();
        WriteProxy(writer, contract);
        foreach (var called in contract.Delegates)
        {
            writer.Line();
            ContractEmitter.Emit(writer, called);
            writer.Line();
            WriteProxy(writer, called);
        }

        return writer.ToString();
    }

    private static void WriteProxy(SourceWriter writer, ContractModel contract)
    {
        writer.Line($"/// <summary>Calls {Code.Reference(contract)} at the other end of a connection.</summary>");
        FileHeader.WriteTypeAttributes(writer);
        writer.Open($"internal sealed class {contract.ProxyClass} : {(contract.IsDelegate ? "" : $"{contract.Interface}, ")}IRpcProxy");
        WriteFields(writer, contract);
        WriteConstructor(writer, contract);
        writer.Line();
        writer.Line($"RpcChannel IRpcProxy.Channel => {contract.ChannelField};");
        foreach (var method in contract.Methods)
        {
            writer.Line();
            WriteMethod(writer, contract, method);
        }

        foreach (var @event in contract.Events)
        {
            writer.Line();
            WriteEvent(writer, contract, @event);
        }

        writer.Close();
    }

    private static void WriteFields(SourceWriter writer, ContractModel contract)
    {
        writer.Line($"private readonly RpcChannel {contract.ChannelField};");
        JsonFields.WriteDeclarations(writer, contract);
        writer.Line();
    }

    private static void WriteConstructor(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"public {contract.ProxyClass}(RpcChannel channel, RpcJson json)");
        writer.Line($"{contract.ChannelField} = channel;");
        JsonFields.WriteAssignments(writer, contract);
        writer.Close();
    }

    private static void WriteMethod(SourceWriter writer, ContractModel contract, MethodModel method)
    {
        var call = method.CallLocal;
        var type = Code.Short(Code.TaskType(method.Result));
        writer.Open(contract.IsDelegate ? $"public {type} Invoke({Signature(method)})" : $"{type} {method.Interface}.{method.Name}({Signature(method)})");
        writer.Line($"using var {call} = {contract.ChannelField}.{(method.IsNotification ? "Notify" : "Call")}({contract.ContractClass}.{method.Id});");
        foreach (var parameter in method.Parameters)
        {
            writer.Line($"{call}.Write{Code.Suffix(parameter.Form)}({Code.Arguments(parameter.Name, parameter.JsonField, parameter.Contract, parameter.OutlivesCall ? "outlivesCall: true" : null)});");
        }

        writer.Line($"{(method.Result.IsVoid ? "" : "return ")}{call}.{Verb(method)}({Code.Arguments(method.Result.JsonField, method.CancellationToken)});");
        writer.Close();
    }

    private static void WriteEvent(SourceWriter writer, ContractModel contract, EventModel @event)
    {
        var (channel, name) = (contract.ChannelField, $"{contract.ContractClass}.{@event.Id}");
        writer.Open($"event {Code.Short(@event.HandlerType)} {@event.Interface}.{@event.Name}");
        writer.Line($"add => {channel}.AddHandler({Code.Arguments(name, "this", "value", @event.Argument?.JsonField)});");
        writer.Line($"remove => {channel}.RemoveHandler({name}, this, value);");
        writer.Close();
    }

    // Defaults belong to the interface: an explicit implementation that repeats them is told off by the compiler.
    private static string Signature(MethodModel method)
    {
        var parameters = method.Parameters.Select(static parameter => $"{Code.Short(parameter.Type)} {parameter.Name}");
        return string.Join(", ", method.CancellationToken is { } token ? parameters.Append($"CancellationToken {token}") : parameters);
    }

    private static string Verb(MethodModel method)
    {
        var task = method.Result.IsValueTask ? "ValueTask" : "Task";
        if (method.Result.Form == ValueForm.Stream)
        {
            return $"InvokeStream{(method.Result.IsBare ? "" : task)}";
        }

        if (method.IsNotification)
        {
            return $"Notify{(method.Result.IsVoid ? "Void" : task)}";
        }

        return method.Result is { Type: { } type, JsonField: null } ? $"Invoke{task}<{type}>" : $"Invoke{task}";
    }
}
