using System.Buffers;

namespace WsRpc.CompilerServices;

// Arguments that are objects of this end, which stay where they are.
public ref partial struct RpcCallWriter
{
    /// <summary>Writes the next argument: a handle by which the peer may call the object until the call has ended.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <param name="value">The object; null for none.</param>
    public void WriteReference<T>(T? value)
        where T : class
    {
        BeginArgument();
        if (value is null || _channel.Exchange is not { } exchange)
        {
            _parameters.Write("null"u8);
            return;
        }

        try
        {
            exchange.WriteReference(_parameters, _method.Name, value, typeof(T), _scope ??= new CallScope());
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
