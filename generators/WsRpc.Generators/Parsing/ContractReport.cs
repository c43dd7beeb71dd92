using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsRpc.Generators.Parsing;

/// <summary>What is wrong with one contract. Lives only as long as the parser runs: diagnostics hold locations.</summary>
internal sealed class ContractReport(INamedTypeSymbol contract)
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>Whether code can be written for the contract.</summary>
    public bool IsValid { get; private set; } = true;

    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.ToImmutable();

    /// <summary>Skips the contract and leaves the explanation to somebody else: the compiler, or the contract it inherits from.</summary>
    public void Invalidate() => IsValid = false;

    /// <summary>Reports on the contract itself.</summary>
    public void Add(DiagnosticDescriptor descriptor, params object[] arguments) => Add(descriptor, contract.Locations[0], arguments);

    /// <summary>
    /// Reports on a member. An inherited one may be out of sight, so the contract that inherits it is marked; unless the base is
    /// a contract in this compilation too, which then says it itself.
    /// </summary>
    public void Add(DiagnosticDescriptor descriptor, ISymbol member, params object[] arguments)
    {
        var owner = member is IParameterSymbol ? member.ContainingSymbol.ContainingType : member.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(owner, contract))
        {
            Add(descriptor, member.Locations[0], arguments);
        }
        else if (owner.IsService() && owner.Locations[0].IsInSource)
        {
            Note(descriptor);
        }
        else
        {
            Add(descriptor, contract.Locations[0], arguments);
        }
    }

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        Note(descriptor);
        _diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));
    }

    private void Note(DiagnosticDescriptor descriptor) => IsValid &= descriptor.DefaultSeverity != DiagnosticSeverity.Error;
}
