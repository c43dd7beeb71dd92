using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>The types that the other end calls by reference and that are no contracts themselves: delegates, each a contract of one method, and observers.</summary>
/// <param name="name">What the names of the contract's generated classes begin with.</param>
/// <param name="ids">The names of its members.</param>
/// <param name="build">Makes the model of a delegate's contract under a name.</param>
internal sealed class CalledTypes(string name, UniqueNames ids, Func<INamedTypeSymbol, string, CalledTypes, ContractModel> build)
{
    private readonly UniqueNames _names = new([]);
    private readonly Dictionary<string, string> _delegateClasses = new(StringComparer.Ordinal);
    private readonly List<ContractModel> _delegates = [];
    private readonly List<ObserverModel> _observers = [];

    public EquatableArray<ContractModel> Delegates => new(_delegates);

    public EquatableArray<ObserverModel> Observers => new(_observers);

    /// <summary>Where generated code finds what is called of a type; null where the type says that by itself.</summary>
    public string? ContractOf(ITypeSymbol type) =>
        Parsing.Delegates.InvokeOf(type) is not null ? $"{ClassOf((INamedTypeSymbol)type)}Contract.Instance"
        : Travel.IsObserver(type) ? $"{name}Contract.{FieldOf(ValueForms.ContentOf(type))}"
        : null;

    // No identifier begins with a digit, so that no contract of the user's can have such a name.
    private string ClassOf(INamedTypeSymbol type)
    {
        var code = type.ToCodeWithoutAnnotation();
        if (!_delegateClasses.TryGetValue(code, out var known))
        {
            known = $"{name}_2{_names.Take(JsonTypes.Describe(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)))}";
            _delegateClasses.Add(code, known);

            // Known before it is built: it may take one of its own type.
            _delegates.Add(build(type, known, this));
        }

        return known;
    }

    private string FieldOf(ITypeSymbol item)
    {
        var model = _observers.Find(known => known.Item == item.ToCode());
        if (model is null)
        {
            model = new(item.ToCode(), item.AcceptsNull(), ids.Take($"ObserverOf{JsonTypes.Describe(item)}"));
            _observers.Add(model);
        }

        return model.Field;
    }
}
