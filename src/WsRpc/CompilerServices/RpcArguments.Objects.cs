namespace WsRpc.CompilerServices;

// Arguments that are objects of the caller, which stay where they are.
public ref partial struct RpcArguments
{
    /// <summary>Reads the next argument, an object by reference; null is refused.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <param name="contract">What is called of it, where that is not known by its type alone.</param>
    /// <param name="isOptional">Whether it may be missing.</param>
    public T ReadReference<T>(RpcContract<T>? contract = null, bool isOptional = false)
        where T : class
    {
        var value = ReadNullableReference(contract, isOptional);
        if (value is null && _problem is null && !isOptional)
        {
            _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must not be null";
        }

        return value!;
    }

    /// <summary>Reads the next argument, an object by reference; it may be null.</summary>
    /// <inheritdoc cref="ReadReference{T}(RpcContract{T}, bool)"/>
    public T? ReadNullableReference<T>(RpcContract<T>? contract = null, bool isOptional = false)
        where T : class
    {
        if (!TryTakeValue(isOptional, out var value))
        {
            return null;
        }

        if (_call.Exchange.ReadReference(value.Of(_parameters), contract?.ByReference ?? RpcContracts.Get(typeof(T)), _call.Scope, out var problem) is { } read)
        {
            return (T)read;
        }

        _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" {problem}";
        return null;
    }
}
