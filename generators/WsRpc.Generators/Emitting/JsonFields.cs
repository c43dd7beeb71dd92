using WsRpc.Generators.Model;

namespace WsRpc.Generators.Emitting;

/// <summary>Prints the fields for the types that travel by way of their JsonTypeInfo, the same in proxy and dispatcher.</summary>
internal static class JsonFields
{
    public static void WriteDeclarations(SourceWriter writer, ContractModel contract)
    {
        foreach (var type in contract.JsonTypes)
        {
            writer.Line($"private readonly JsonTypeInfo<{Code.Short(type.Type)}> {type.Field};");
        }
    }

    public static void WriteAssignments(SourceWriter writer, ContractModel contract)
    {
        foreach (var type in contract.JsonTypes)
        {
            writer.Line($"{type.Field} = json.TypeInfo<{Code.Short(type.Type)}>();");
        }
    }
}
