namespace WsRpc;

/// <summary>How the arguments of a call are sent. Positional and named ones are always accepted, whatever is sent.</summary>
public enum WsParams
{
    /// <summary>In the order of the parameters: <c>"params":["lobby",5]</c>.</summary>
    Positional,

    /// <summary>By the names of the parameters: <c>"params":{"room":"lobby","last":5}</c>.</summary>
    Named,

    /// <summary>
    /// The one parameter is the params, and is written as a JSON object: <c>"params":{"room":"lobby","last":5}</c> for a type with these
    /// properties, as the Language Server Protocol has it. A null, and a method without parameters, send none.
    /// </summary>
    Object,
}
