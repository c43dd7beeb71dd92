using System.Linq;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Prints the base class that implementations may derive from. It stands in the user's namespace, so every type is spelled out.</summary>
internal static class BaseEmitter
{
    public static string Emit(ContractModel contract, BaseModel stub)
    {
        var writer = new SourceWriter();
        FileHeader.WriteTitle(writer, contract, "Base class for implementations of");
        if (stub.Namespace is not null)
        {
            writer.Line($"namespace {stub.Namespace};");
            writer.Line();
        }

        WriteClass(writer, contract, stub);
        return writer.ToString();
    }

    private static void WriteClass(SourceWriter writer, ContractModel contract, BaseModel stub)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// A base for implementations of <see cref=\"{contract.Interface}\"/>, one for each connection. A method that is not overridden");
        writer.Line("/// answers \"not implemented\" (-32601), so the contract may grow without breaking the classes that derive from this one.");
        writer.Line("/// </summary>");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"WsRpc.Generators\", \"{FileHeader.Version}\")]");
        writer.Open($"{(stub.IsPublic ? "public" : "internal")} abstract class {stub.Class} : {contract.Interface}");
        WriteConstructor(writer, contract, stub);
        WriteProperties(writer, contract, stub);
        foreach (var method in stub.Methods)
        {
            writer.Line();
            WriteMethod(writer, method);
        }

        foreach (var @event in stub.Events)
        {
            writer.Line();
            WriteEvent(writer, @event);
        }

        writer.Close();
    }

    private static void WriteConstructor(SourceWriter writer, ContractModel contract, BaseModel stub)
    {
        writer.Line("/// <summary>Binds the implementation to its connection.</summary>");
        writer.Line("/// <param name=\"connection\">The connection whose calls it serves.</param>");
        writer.Open($"protected {stub.Class}(global::WsRpc.RpcConnection connection)");
        writer.Line($"{stub.ConnectionProperty} = connection;");
        if (contract.Callback is { } callback)
        {
            writer.Line($"{stub.ClientProperty} = connection.GetProxy<{callback}>();");
        }

        writer.Close();
    }

    private static void WriteProperties(SourceWriter writer, ContractModel contract, BaseModel stub)
    {
        writer.Line();
        writer.Line("/// <summary>The connection whose calls are served.</summary>");
        writer.Line($"protected global::WsRpc.RpcConnection {stub.ConnectionProperty} {{ get; }}");
        if (contract.Callback is { } callback)
        {
            writer.Line();
            writer.Line($"/// <summary>Calls the other end of the connection back; safe to use from any thread.</summary>");
            writer.Line($"protected {callback} {stub.ClientProperty} {{ get; }}");
        }
    }

    private static void WriteMethod(SourceWriter writer, BaseMethodModel planned)
    {
        var method = planned.Method;
        var modifiers = planned.HidesObjectMember ? "public new virtual" : "public virtual";
        writer.Line("/// <inheritdoc/>");
        if (method.Disposes)
        {
            writer.Line($"{modifiers} {Type(method)} {method.Name}() {(method.Result.IsVoid ? "{ }" : "=> default;")}");
            return;
        }

        writer.Line($"{modifiers} {Type(method)} {method.Name}({Signature(method)}) =>");
        writer.Continue($"throw global::WsRpc.CompilerServices.RpcStub.NotImplemented({Code.Literal(method.WireName)});");
    }

    private static string Type(MethodModel method) => $"{(method.Result.IsBare || method.Result.IsVoid ? "" : "global::System.Threading.Tasks.")}{Code.TaskType(method.Result)}";

    // The empty handler spares an event that the contract does not call nullable from being null.
    private static void WriteEvent(SourceWriter writer, BaseEventModel planned)
    {
        var @event = planned.Event;
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public {(planned.HidesObjectMember ? "new " : "")}event {@event.HandlerType} {@event.Name}{(@event.HandlerIsNullable ? "" : " = delegate { }")};");
        writer.Line();
        writer.Line($"/// <summary>Raises {@event.Name} at everybody who has subscribed to it.</summary>");
        if (@event.Argument is { } argument)
        {
            writer.Line("/// <param name=\"e\">What they are told.</param>");
            writer.Line($"protected void {planned.Raiser}({argument.Type} e) => {@event.Name}{Call(@event)}(this, e);");
        }
        else
        {
            writer.Line($"protected void {planned.Raiser}() => {@event.Name}{Call(@event)}(this, global::System.EventArgs.Empty);");
        }
    }

    private static string Call(EventModel @event) => @event.HandlerIsNullable ? "?.Invoke" : "";

    private static string Signature(MethodModel method)
    {
        var parameters = method.Parameters.Select(static parameter =>
            $"{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : $" = {parameter.Default}")}");
        if (method.CancellationToken is { } token)
        {
            parameters = parameters.Append($"global::System.Threading.CancellationToken {token}{(method.CancellationTokenIsOptional ? " = default" : "")}");
        }

        return string.Join(", ", parameters);
    }
}
