using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>Writes the arguments of a call in the order of its parameters, then makes the call.</summary>
/// <remarks>
/// For generated code. An argument that cannot be written is no exception here: the call then ends with
/// <see cref="RpcSerializationException"/> and nothing is sent. Must be disposed on the thread that made it.
/// </remarks>
public ref partial struct RpcCallWriter
{
    private readonly RpcChannel _channel;
    private readonly RpcJson _json;
    private readonly RpcMethod _method;
    private readonly JsonScratch _parameters;
    private Exception? _failure;
    private readonly bool _isNotification;
    private CallScope? _scope;
    private SentOctets? _octets;
    private int _written;

    internal RpcCallWriter(RpcChannel channel, RpcMethod method, bool isNotification)
    {
        _isNotification = isNotification;
        _channel = channel;
        _json = channel.Json;
        _method = method;
        _parameters = JsonScratch.Rent();
        if (method.Params == WsParams.Positional)
        {
            _parameters.Write((byte)'[');
        }
    }

    /// <summary>Writes the next argument.</summary>
    /// <param name="value">The argument.</param>
    public void Write(bool value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(byte value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(sbyte value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(short value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(ushort value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(int value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(uint value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(long value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(ulong value) => WriteDirect(value);

    /// <inheritdoc cref="Write(bool)"/>
    public void Write(string? value) => WriteDirect(value);

    /// <summary>Writes the next argument with the serializer.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="value">The argument.</param>
    /// <param name="type">How it is written.</param>
    public void Write<T>(T value, JsonTypeInfo<T> type)
    {
        BeginArgument();
        if (_failure is not null)
        {
            return;
        }

        try
        {
            _parameters.Write(value, type);
        }
        catch (Exception exception)
        {
            FailArgument(exception);
        }
    }

    /// <summary>Makes the call.</summary>
    /// <param name="cancellationToken">Cancels the call; the peer is told.</param>
    public Task InvokeTask(CancellationToken cancellationToken = default) => InvokeTask<NoResult>(null, cancellationToken);

    /// <inheritdoc cref="InvokeTask(CancellationToken)"/>
    public ValueTask InvokeValueTask(CancellationToken cancellationToken = default)
    {
        var call = ValueTaskCall<NoResult>.Rent(null, _json.Options, direct: false);
        var task = call.AsValueTask();
        Send(call, cancellationToken);
        return task;
    }

    /// <summary>Makes the call and reads the result without the serializer.</summary>
    /// <typeparam name="T">bool, an integer, string, or octets.</typeparam>
    /// <param name="cancellationToken">Cancels the call; the peer is told.</param>
    public Task<T> InvokeTask<T>(CancellationToken cancellationToken = default) => InvokeTask<T>(null, cancellationToken);

    /// <inheritdoc cref="InvokeTask{T}(CancellationToken)"/>
    public ValueTask<T> InvokeValueTask<T>(CancellationToken cancellationToken = default) => InvokeValueTask<T>(null, cancellationToken);

    /// <summary>Makes the call and reads the result with the serializer.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="type">How the result is read.</param>
    /// <param name="cancellationToken">Cancels the call; the peer is told.</param>
    public Task<T> InvokeTask<T>(JsonTypeInfo<T>? type, CancellationToken cancellationToken = default)
    {
        var call = TaskCall<T>.Rent(TypeOf(type), _json.Options, _json.WritesDirectly, reusable: !cancellationToken.CanBeCanceled);
        var task = call.Task;
        Send(call, cancellationToken);
        return task;
    }

    /// <inheritdoc cref="InvokeTask{T}(JsonTypeInfo{T}, CancellationToken)"/>
    public ValueTask<T> InvokeValueTask<T>(JsonTypeInfo<T>? type, CancellationToken cancellationToken = default)
    {
        var call = ValueTaskCall<T>.Rent(TypeOf(type), _json.Options, _json.WritesDirectly);
        var task = call.AsValueTaskOfT();
        Send(call, cancellationToken);
        return task;
    }

    /// <summary>Sends the notification.</summary>
    /// <param name="cancellationToken">Ends the wait for room in the outgoing queue.</param>
    /// <returns>Ends when the outgoing queue has accepted it.</returns>
    public ValueTask NotifyValueTask(CancellationToken cancellationToken = default)
    {
        EndArguments();
        return _failure is null
            ? _channel.SendNotificationAsync(_method, _parameters.Written, cancellationToken)
            : ValueTask.FromException(_failure);
    }

    /// <inheritdoc cref="NotifyValueTask"/>
    public Task NotifyTask(CancellationToken cancellationToken = default) => NotifyValueTask(cancellationToken).AsTask();

    /// <summary>Sends the notification without waiting for room. Where the connection has ended, nobody is told, and nothing is thrown.</summary>
    /// <param name="cancellationToken">Cancelled before, it throws.</param>
    /// <exception cref="RpcLimitException">So much waits to be sent that there is no room for it.</exception>
    /// <exception cref="ObjectDisposedException">What it is sent to was let go.</exception>
    public void NotifyVoid(CancellationToken cancellationToken = default)
    {
        EndArguments();
        if (_failure is not null)
        {
            throw _failure;
        }

        _channel.SendNotification(_method, _parameters.Written, cancellationToken);
    }

    /// <summary>Gives back what the writer holds.</summary>
    public readonly void Dispose() => _parameters.Return();

    private void FailArgument(Exception exception) =>
        _failure = new RpcSerializationException($"{_method.Name}: argument \"{_method.Parameters[_written - 1]}\" cannot be written: {exception.Message}", exception)
        {
            Method = _method.Name,
        };

    // Octets are read here, as the direct types are, unless the options give them another form.
    private readonly JsonTypeInfo<T>? TypeOf<T>(JsonTypeInfo<T>? type) => type is null && OctetsForm.Is<T>() && !_json.WritesOctets ? _json.TypeInfo<T>() : type;

    private void Send(PendingCall call, CancellationToken cancellationToken)
    {
        EndArguments();
        call.Scope = _scope;
        call.SentOctets = _octets;
        call.Home = _scope?.Home;
        if (_failure is null)
        {
            _channel.Send(call, _method, _parameters.Written, cancellationToken);
        }
        else
        {
            call.Fail(_failure);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteDirect<T>(T value)
    {
        if (!_json.WritesDirectly)
        {
            Write(value, _json.TypeInfo<T>());
            return;
        }

        BeginArgument();
        DirectJson.Write(_parameters, value, _json.Options.Encoder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginArgument()
    {
        if (_written++ > 0)
        {
            _parameters.Write((byte)',');
        }

        if (_method.Params == WsParams.Named)
        {
            BeginMember();
        }
    }

    // Apart, so that positional arguments are written in a straight line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void BeginMember()
    {
        _parameters.Write(_written == 1 ? "{\""u8 : "\""u8);
        _parameters.Write(_method.MemberNames[_written - 1].EncodedUtf8Bytes);
        _parameters.Write("\":"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndArguments()
    {
        if (_method.Params == WsParams.Positional)
        {
            _parameters.Write((byte)']');
        }
        else
        {
            EndObject();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndObject()
    {
        if (_method.Params == WsParams.Named)
        {
            _parameters.Write(_written == 0 ? "{}"u8 : "}"u8);
        }
        else
        {
            CheckObject();
        }
    }

    // What is no object would be other parameters, or no JSON-RPC.
    private void CheckObject()
    {
        if (_written > 0 && _failure is null && _parameters.Written is not ([(byte)'{', ..] or [(byte)'n', ..]))
        {
            _failure = new RpcSerializationException($"{_method.Name}: argument \"{_method.Parameters[0]}\" must be written as a JSON object, since it is the whole params.") { Method = _method.Name };
        }
    }
}
