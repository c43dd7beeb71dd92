namespace WsRpc.Generators.Model;

/// <summary>An <c>IObserver&lt;T&gt;</c> that is called by reference, and the field that holds its contract.</summary>
/// <param name="Item">The T as generated code writes it.</param>
/// <param name="AcceptsNull">Null is an acceptable T.</param>
/// <param name="Field">Name of the field in the class of the contract.</param>
internal sealed record ObserverModel(string Item, bool AcceptsNull, string Field);
