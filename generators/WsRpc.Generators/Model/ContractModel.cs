namespace WsRpc.Generators.Model;

/// <summary>Everything the emitters need to know about one contract, as plain text: no Roslyn symbol outlives the parser.</summary>
internal sealed record ContractModel
{
    /// <summary>It is a delegate that is called by reference, as a contract of one method.</summary>
    public required bool IsDelegate { get; init; }

    /// <summary>The interface as people write it: <c>Chat.IChat</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The interface as generated code writes it: <c>global::Chat.IChat</c>.</summary>
    public required string Interface { get; init; }

    /// <summary>What the names of the generated files begin with.</summary>
    public required string HintName { get; init; }

    /// <summary>How the service is listed to the other end: its prefix, or the interface's full name when it has none.</summary>
    public required string ServiceName { get; init; }

    public required string ContractClass { get; init; }

    public required string ProxyClass { get; init; }

    public required string DispatcherClass { get; init; }

    /// <summary>Name of the proxy's field that holds its channel; no parameter of the contract has it.</summary>
    public required string ChannelField { get; init; }

    /// <summary>Name of the dispatcher's field that holds the implementation; no parameter of the contract has it.</summary>
    public required string ServiceField { get; init; }

    /// <summary>The callback contract as generated code writes it.</summary>
    public required string? Callback { get; init; }

    /// <summary>The user's JsonSerializerContext as generated code writes it.</summary>
    public required string? JsonContext { get; init; }

    /// <summary>Calls to it run one at a time.</summary>
    public required bool IsOrdered { get; init; }

    /// <summary>Something the contract mentions is obsolete; its callers are told, the generated files are not.</summary>
    public required bool MentionsObsolete { get; init; }

    public required EquatableArray<MethodModel> Methods { get; init; }

    public required EquatableArray<EventModel> Events { get; init; }

    /// <summary>The types that travel by way of their JsonTypeInfo, in the order of first use.</summary>
    public required EquatableArray<JsonTypeModel> JsonTypes { get; init; }

    /// <summary>The delegates among its arguments, and among theirs.</summary>
    public required EquatableArray<ContractModel> Delegates { get; init; }

    public required EquatableArray<ObserverModel> Observers { get; init; }

    /// <summary>The base class to implement; null where none can be made.</summary>
    public required BaseModel? Base { get; init; }
}
