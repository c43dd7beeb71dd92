using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>
/// Tells an observer of this end what the peer sends it: one thing at a time, and nothing behind the end, be it that of the sequence or that of the connection, or a gap.
/// </summary>
internal sealed class ObserverDispatcher<T>(IObserver<T> observer, RpcJson json, bool acceptsNull) : RpcDispatcher
{
    private readonly Lock _gate = new();
    private readonly JsonTypeInfo<T> _item = json.TypeInfo<T>();
    private readonly JsonTypeInfo<JsonElement> _error = json.TypeInfo<JsonElement>();
    private bool _isTelling;
    private bool _hasEnded;
    private Exception? _lost; // told by whoever is telling something else

    internal override bool MissesNothing => true;

    public override bool TryDispatch(RpcIncomingCall call)
    {
        var method = call.Method;
        if (method.SequenceEqual(ObserverContract.OnNext.WireName.Utf8))
        {
            OnNext(call);
        }
        else if (method.SequenceEqual(ObserverContract.OnCompleted.WireName.Utf8))
        {
            OnCompleted(call);
        }
        else if (method.SequenceEqual(ObserverContract.OnError.WireName.Utf8))
        {
            OnError(call);
        }
        else
        {
            return false;
        }

        return true;
    }

    internal override bool TryLose(Exception reason)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return true;
            }

            _hasEnded = true;
            if (_isTelling)
            {
                _lost = reason;
                return true;
            }
        }

        observer.OnError(reason);
        return true;
    }

    private void OnNext(RpcIncomingCall call)
    {
        var arguments = call.Arguments(ObserverContract.OnNext);
        var value = acceptsNull ? arguments.ReadNullable(_item) : arguments.Read(_item);
        if (arguments.End())
        {
            if (TryBegin(isLast: false))
            {
                try
                {
                    observer.OnNext(value!);
                }
                finally
                {
                    End();
                }
            }

            call.Reply();
        }
    }

    private void OnCompleted(RpcIncomingCall call)
    {
        var arguments = call.Arguments(ObserverContract.OnCompleted);
        if (arguments.End())
        {
            if (TryBegin(isLast: true))
            {
                observer.OnCompleted();
            }

            call.Reply();
        }
    }

    private void OnError(RpcIncomingCall call)
    {
        var arguments = call.Arguments(ObserverContract.OnError);
        var error = arguments.ReadNullable(_error);
        if (arguments.End())
        {
            if (TryBegin(isLast: true))
            {
                observer.OnError(SerializedException.Read(error));
            }

            call.Reply();
        }
    }

    private bool TryBegin(bool isLast)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return false;
            }

            _hasEnded = isLast;
            return _isTelling = true;
        }
    }

    private void End()
    {
        Exception? lost;
        lock (_gate)
        {
            _isTelling = false;
            lost = _lost;
        }

        if (lost is not null)
        {
            observer.OnError(lost);
        }
    }
}
