using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>What the parser makes of an interface: the generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Model">Null where the contract cannot be served.</param>
internal readonly record struct ParsedContract(ContractModel? Model, ImmutableArray<Diagnostic> Diagnostics);
