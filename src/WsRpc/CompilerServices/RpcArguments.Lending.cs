using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

// Arguments that stand for something on the caller's end.
public ref partial struct RpcArguments
{
    /// <summary>Reads the next argument, which stands for the caller's progress. Where the caller has none, reports go nowhere.</summary>
    /// <typeparam name="T">What is reported.</typeparam>
    /// <param name="type">How reports are written.</param>
    /// <param name="isOptional">Whether it may be missing.</param>
    public IProgress<T> ReadProgress<T>(JsonTypeInfo<T> type, bool isOptional = false) => ReadNullableProgress(type, isOptional) ?? NoProgress<T>.Instance;

    /// <summary>Reads the next argument, which stands for the caller's progress; null where the caller has none.</summary>
    /// <inheritdoc cref="ReadProgress{T}(JsonTypeInfo{T}, bool)"/>
    public IProgress<T>? ReadNullableProgress<T>(JsonTypeInfo<T> type, bool isOptional = false)
    {
        if (!TryTakeValue(isOptional, out var token))
        {
            return null;
        }

        if (_call.Exchange.TryReadProgress(token.Of(_parameters), type, _call.Scope, out var progress))
        {
            return progress;
        }

        _problem = $"argument \"{_method.Parameters[_parameter - 1]}\" must be a progress token: an integer or a string";
        return null;
    }

    // Where the value is that stands for something; false for null, which stands for nothing.
    private bool TryTakeValue(bool isOptional, out Utf8Range value)
    {
        value = default;
        if (!TryMoveToNext(required: !isOptional))
        {
            return false;
        }

        if (IsNull)
        {
            _at += "null".Length;
            return false;
        }

        value = TakeValue();
        return true;
    }

    private Utf8Range TakeValue()
    {
        var reader = new Utf8JsonReader(_parameters[_at..], new JsonReaderOptions { MaxDepth = _maxDepth });
        reader.Read();
        reader.Skip();
        var value = new Utf8Range(_at, (int)reader.BytesConsumed);
        _at += value.Length;
        return value;
    }
}
