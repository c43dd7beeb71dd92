using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace WsRpc.CompilerServices;

/// <summary>A contract as that of objects which stay where they are: the same methods, under names without the service's prefix.</summary>
internal abstract class RpcObjectContract
{
    private Dictionary<string, RpcMethod>? _methods;
    private Dictionary<RpcMethod, string>? _localNames;

    /// <summary>The contract's name, for people.</summary>
    public abstract string DisplayName { get; }

    public abstract IJsonTypeInfoResolver? JsonContext { get; }

    /// <summary>Whether calls to one of its objects run one at a time.</summary>
    public abstract bool IsOrdered { get; }

    protected abstract IReadOnlyList<RpcMethod> Methods { get; }

    protected abstract IReadOnlyList<string> EndingMethods { get; }

    public abstract bool IsImplementedBy(object target);

    public abstract RpcDispatcher CreateDispatcher(object target, RpcJson json);

    public abstract object CreateProxy(RpcChannel channel, RpcJson json);

    /// <summary>The method that is called by a name behind a handle; null where there is none of that name.</summary>
    public RpcMethod? Find(ReadOnlySpan<byte> local) =>
        (_methods ??= Methods.SelectMany(method => (string[])[LocalNameOf(method), method.Name], (method, name) => (Name: name, Method: method))
            .DistinctBy(static known => known.Name).ToDictionary(static known => known.Name, static known => known.Method)).GetValueOrDefault(Encoding.UTF8.GetString(local));

    /// <summary>The name of a method behind a handle: its wire name without the prefix, unless another method has the same.</summary>
    public string LocalNameOf(RpcMethod method) =>
        (_localNames ??= Methods.GroupBy(static known => WithoutPrefix(known.Name))
            .SelectMany(static group => group, static (group, known) => (Method: known, Name: group.Count() == 1 ? group.Key : known.Name))
            .ToDictionary(static known => known.Method, static known => known.Name))[method];

    /// <summary>Whether nothing is called behind it, so that the object is let go.</summary>
    public bool IsEndedBy(RpcMethod method) => EndingMethods.Contains(LocalNameOf(method));

    private static string WithoutPrefix(string name) => name[(name.LastIndexOf('.') + 1)..];

    /// <inheritdoc/>
    public sealed class Of<TService>(RpcContract<TService> contract) : RpcObjectContract
        where TService : class
    {
        public override string DisplayName => typeof(TService).IsGenericType ? contract.Name : typeof(TService).Name;

        public override IJsonTypeInfoResolver? JsonContext => contract.JsonContext;

        public override bool IsOrdered => contract.Ordered;

        protected override IReadOnlyList<RpcMethod> Methods => contract.Methods;

        protected override IReadOnlyList<string> EndingMethods => contract.EndingMethods;

        public override bool IsImplementedBy(object target) => target is TService;

        public override RpcDispatcher CreateDispatcher(object target, RpcJson json) => contract.CreateDispatcher((TService)target, json);

        public override object CreateProxy(RpcChannel channel, RpcJson json) => contract.CreateProxy(channel, json);
    }
}
