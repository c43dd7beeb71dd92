using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

/// <summary>A method of a contract as the wire knows it.</summary>
/// <remarks>For generated code. Immutable.</remarks>
public sealed class RpcMethod
{
    private readonly string[] _parameters;
    private JsonEncodedText[]? _memberNames;

    /// <summary>Describes a method.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="parameters">The wire names of the parameters in their order, without the cancellation token.</param>
    public RpcMethod(string name, params string[] parameters)
    {
        WireName = new JsonRpcMethodName(name);
        _parameters = parameters;
    }

    /// <summary>The wire name.</summary>
    public string Name => WireName.Name;

    /// <summary>How its arguments are sent.</summary>
    public WsParams Params { get; init; }

    /// <summary>How many milliseconds a call may take; 0 for as long as it takes.</summary>
    public int TimeoutMilliseconds { get; init; }

    /// <summary>Whether what arrives later waits for its end.</summary>
    public bool Barrier { get; init; }

    /// <summary>Whether it results in a stream.</summary>
    public bool StreamsResult { get; init; }

    /// <summary>How many items of a stream in its result may wait to be read; 0 for as many as their size allows.</summary>
    public int StreamBuffer { get; init; }

    /// <summary>The failures it declares.</summary>
    public RpcFault[] Faults { init => DeclaredFaults = new RpcFaults(value, DeclaredFaults?.JsonContext); }

    /// <summary>Resolves the types of <see cref="Faults"/>, and is to be set behind them.</summary>
    public IJsonTypeInfoResolver? FaultContext { init => DeclaredFaults = new RpcFaults(DeclaredFaults?.All ?? [], value); }

    internal RpcFaults? DeclaredFaults { get; init; }

    /// <summary>How many items of a stream are granted before anything is known of them.</summary>
    internal const int FirstCredit = 16;

    /// <summary>What becomes of a notification while the peer reads too slowly.</summary>
    public WsQueue Queue { get; init; }

    /// <summary>With <see cref="WsQueue.Latest"/>, the place of the parameter by whose value notifications take each other's place; negative for none.</summary>
    public int KeyIndex { get; init; } = -1;

    /// <summary>It says something to the peer of one session, and is not sent to the one that follows.</summary>
    internal bool BelongsToSession { get; init; }

    /// <summary>It is the last that is called of an object by reference.</summary>
    internal bool EndsObject { get; init; }

    /// <summary>The same method of an object by reference.</summary>
    internal RpcMethod OfObject(string name, bool isLast) => new(name, _parameters)
    {
        EndsObject = isLast,
        Params = Params,
        TimeoutMilliseconds = TimeoutMilliseconds,
        DeclaredFaults = DeclaredFaults,
        Queue = Queue,
        KeyIndex = KeyIndex,
        StreamsResult = StreamsResult,
        StreamBuffer = StreamBuffer,
    };

    internal JsonRpcMethodName WireName { get; }

    internal ReadOnlySpan<string> Parameters => _parameters;

    /// <summary>The parameters' names as JSON text, without quotes.</summary>
    internal JsonEncodedText[] MemberNames => _memberNames ??= Array.ConvertAll(_parameters, static name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
}
