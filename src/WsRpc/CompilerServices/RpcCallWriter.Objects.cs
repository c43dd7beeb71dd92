using System.Buffers;

namespace WsRpc.CompilerServices;

// Arguments that are objects of this end, which stay where they are.
public ref partial struct RpcCallWriter
{
    /// <summary>Writes the next argument: a handle by which the peer may call the object.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <param name="value">The object; null for none.</param>
    /// <param name="outlivesCall">Whether until the peer lets it go, if the call succeeds, instead of until the call has ended.</param>
    public void WriteReference<T>(T? value, bool outlivesCall = false)
        where T : class => WriteReference(value, contract: null, outlivesCall);

    /// <inheritdoc cref="WriteReference{T}(T, bool)"/>
    /// <param name="value">The object; null for none.</param>
    /// <param name="contract">What is called of it, where that is not known by its type alone.</param>
    /// <param name="outlivesCall">Whether until the peer lets it go, if the call succeeds, instead of until the call has ended.</param>
    public void WriteReference<T>(T? value, RpcContract<T>? contract, bool outlivesCall = false)
        where T : class
    {
        BeginArgument();
        if (value is null || Exchange is not { } exchange)
        {
            _parameters.Write("null"u8);
            return;
        }

        try
        {
            exchange.WriteReference(_parameters, _method.Name, value, contract?.ByReference ?? RpcContracts.Get(typeof(T)), outlivesCall, _scope ??= new CallScope());
        }
        catch (RpcException exception)
        {
            _failure = exception;
        }
        catch (Exception exception)
        {
            FailArgument(exception);
        }
    }
}
