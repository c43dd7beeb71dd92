using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>How the values of one contract are written and read on a connection: its options decide the JSON, the contract's context resolves the types.</summary>
/// <remarks>For generated code. Thread-safe.</remarks>
public sealed class RpcJson
{
    internal RpcJson(JsonSerializerOptions options, IJsonTypeInfoResolver? context)
    {
        Options = new JsonSerializerOptions(options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(context, options.TypeInfoResolver, PrimitivesJsonContext.Default, CreateReflectionResolver()),
        };
        Options.MakeReadOnly();
        WritesDirectly = DirectJson.Types.All(IsOrdinary);
        WritesOctets = IsOrdinary(typeof(byte[]));
    }

    internal JsonSerializerOptions Options { get; }

    /// <summary>Whether the direct types may bypass the serializer: no converter and no number handling gives them another form.</summary>
    internal bool WritesDirectly { get; }

    /// <summary>Whether octets may bypass the serializer: no converter gives them another form than base64.</summary>
    internal bool WritesOctets { get; }

    /// <summary>How <typeparamref name="T"/> is written and read.</summary>
    /// <typeparam name="T">A parameter's or a result's type.</typeparam>
    /// <exception cref="InvalidOperationException">Neither the contract's context nor the options know the type, and there is no reflection.</exception>
    public JsonTypeInfo<T> TypeInfo<T>()
    {
        try
        {
            return (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidOperationException(
                $"{typeof(T)} crosses the wire, but no JSON context knows it: name a JsonSerializerContext with [JsonSerializable(typeof({typeof(T).Name}))] as the JsonContext of the [WsService].",
                exception);
        }
    }

    private bool IsOrdinary(Type type)
    {
        var info = Options.GetTypeInfo(type);
        return info.Converter.GetType().Assembly == typeof(JsonSerializer).Assembly
            && ((info.NumberHandling ?? Options.NumberHandling) & JsonNumberHandling.WriteAsString) == 0;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Not reached where reflection is switched off, as it is in every trimmed program by default.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Not reached where reflection is switched off, as it is in every ahead-of-time compiled program by default.")]
    private static DefaultJsonTypeInfoResolver? CreateReflectionResolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null;
}
