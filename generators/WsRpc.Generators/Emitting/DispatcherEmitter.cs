using System.Linq;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Prints the file of the dispatcher: a table of contents, then one method to set a breakpoint in for each of the contract's.</summary>
internal static class DispatcherEmitter
{
    public static string Emit(ContractModel contract)
    {
        var writer = new SourceWriter();
        FileHeader.WriteTitle(writer, contract, "Dispatcher of");
        FileHeader.WriteNamespace(writer,
            "System", "System.CodeDom.Compiler", "System.Collections.Generic", "System.ComponentModel", "System.Text.Json.Serialization.Metadata",
            "WsRpc.CompilerServices");
        WriteDispatcher(writer, contract);
        foreach (var called in contract.Delegates)
        {
            writer.Line();
            WriteDispatcher(writer, called);
        }

        return writer.ToString();
    }

    private static void WriteDispatcher(SourceWriter writer, ContractModel contract)
    {
        writer.Line($"/// <summary>Hands incoming calls to {(contract.IsDelegate ? "" : "an implementation of ")}{Code.Reference(contract).TrimEnd(',')}.</summary>");
        FileHeader.WriteTypeAttributes(writer);
        writer.Open($"internal sealed class {contract.DispatcherClass} : RpcDispatcher");
        writer.Line($"private readonly {contract.Interface} {contract.ServiceField};");
        JsonFields.WriteDeclarations(writer, contract);
        writer.Line();
        WriteConstructor(writer, contract);
        writer.Line();
        WriteTryDispatch(writer, contract);
        foreach (var method in contract.Methods)
        {
            writer.Line();
            WriteMethod(writer, contract, method);
        }

        if (contract.Events.Count > 0)
        {
            writer.Line();
            WriteCreateEventSource(writer, contract);
        }

        writer.Close();
    }

    private static void WriteConstructor(SourceWriter writer, ContractModel contract)
    {
        writer.Open($"public {contract.DispatcherClass}({contract.Interface} service, RpcJson json)");
        writer.Line($"{contract.ServiceField} = service;");
        JsonFields.WriteAssignments(writer, contract);
        writer.Close();
    }

    private static void WriteTryDispatch(SourceWriter writer, ContractModel contract)
    {
        if (contract.Methods.Count == 0)
        {
            writer.Line("public override bool TryDispatch(RpcIncomingCall call) => false;");
            return;
        }

        writer.Open("public override bool TryDispatch(RpcIncomingCall call)");
        writer.Line("var method = call.Method;");
        writer.Open("switch (method.Length)");
        foreach (var method in contract.Methods)
        {
            writer.Line($"case {method.WireLength} when method.SequenceEqual({Code.Literal(method.WireName)}u8): {method.Id}(call); return true;");
        }

        writer.Line("default: return false;");
        writer.Close();
        writer.Close();
    }

    private static void WriteMethod(SourceWriter writer, ContractModel contract, MethodModel method)
    {
        var (call, arguments) = (method.CallLocal, method.ArgumentsLocal);
        writer.Open($"private void {method.Id}(RpcIncomingCall {call})");
        writer.Line($"var {arguments} = {call}.Arguments({contract.ContractClass}.{method.Id});");
        foreach (var parameter in method.Parameters)
        {
            writer.Line($"var {parameter.Name} = {arguments}.{Read(parameter)};");
        }

        writer.Open($"if ({arguments}.End())");
        var result = $"{Target(contract, method)}.{method.Name}({CallArguments(method)})";
        if (method.Result.IsVoid)
        {
            writer.Line($"{result};");
            writer.Line($"{call}.Reply();");
        }
        else
        {
            writer.Line($"{call}.Reply{(method.Result.Form == ValueForm.Stream ? "Stream" : "")}({Code.Arguments(result, method.Result.JsonField)});");
        }

        writer.Close();
        writer.Close();
    }

    private static void WriteCreateEventSource(SourceWriter writer, ContractModel contract)
    {
        writer.Open("public override RpcEventSource CreateEventSource(RpcEvent declared)");
        foreach (var @event in contract.Events)
        {
            var (name, target) = ($"{contract.ContractClass}.{@event.Id}", $"{Target(contract, @event)}.{@event.Name}");
            writer.Open($"if (declared == {name})");
            writer.Line($"return RpcEventSource.Of({Code.Arguments(name, @event.Argument?.JsonField)},");
            writer.Continue($"handler => {target} += handler,");
            writer.Continue($"handler => {target} -= handler);");
            writer.Close();
            writer.Line();
        }

        writer.Line("return base.CreateEventSource(declared);");
        writer.Close();
    }

    private static string Read(ParameterModel parameter)
    {
        var verb = $"{(parameter.AcceptsNull ? "ReadNullable" : "Read")}{Code.Suffix(parameter.Form)}";
        if (parameter.Form != ValueForm.Json)
        {
            verb += parameter.Form switch
            {
                ValueForm.Binary => $"<{Code.Short(parameter.Type)}>",
                ValueForm.Reference when parameter.Contract is null => $"<{Code.Short(parameter.Type.TrimEnd('?'))}>",
                _ => "",
            };
            return $"{verb}({Code.Arguments(parameter.JsonField ?? parameter.Contract, parameter.Default is null ? null : "isOptional: true")})";
        }

        var arguments = Code.Arguments(parameter.JsonField, parameter.Default is { } value ? $"defaultValue: {value}" : null);

        // A literal's own type says nothing about the parameter's, so a default is read with the type spelled out.
        var isNullableString = parameter is { AcceptsNull: true, JsonField: null };
        var isInferred = parameter is { JsonField: not null, Default: null };
        return isNullableString || isInferred ? $"{verb}({arguments})" : $"{verb}<{Code.Short(parameter.Type)}>({arguments})";
    }

    private static string Target(ContractModel contract, MethodModel method) => Target(contract, method.Interface, method.IsAmbiguous);

    private static string Target(ContractModel contract, EventModel @event) => Target(contract, @event.Interface, @event.IsAmbiguous);

    private static string Target(ContractModel contract, string declaredBy, bool isAmbiguous) =>
        isAmbiguous ? $"(({declaredBy}){contract.ServiceField})" : contract.ServiceField;

    private static string CallArguments(MethodModel method)
    {
        var arguments = method.Parameters.Select(static parameter => parameter.Name);
        return string.Join(", ", method.CancellationToken is null ? arguments : arguments.Append($"{method.CallLocal}.Cancellation"));
    }
}
