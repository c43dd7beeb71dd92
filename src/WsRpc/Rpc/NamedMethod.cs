using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using WsRpc.CompilerServices;

namespace WsRpc;

/// <summary>A method that is served by its wire name, without a contract.</summary>
internal sealed class NamedMethod(string name, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler)
    : ServiceRegistration(serviceType: null, ServiceOf(name), [new RpcMethod(name)])
{
    public override RpcDispatcher CreateDispatcher(RpcConnection connection, RpcSettings settings, out object? owned)
    {
        owned = null;
        return new Dispatcher(Methods[0], connection, handler, settings.Json.TypeInfo<JsonNode?>());
    }

    // As a peer's hint goes by it: up to the last dot.
    private static string ServiceOf(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;

    private sealed class Dispatcher(
        RpcMethod method, RpcConnection connection, Func<RpcConnection, JsonNode?, CancellationToken, ValueTask<JsonNode?>> handler, JsonTypeInfo<JsonNode?> type) : RpcDispatcher
    {
        public override bool TryDispatch(RpcIncomingCall call)
        {
            if (!call.Method.SequenceEqual(method.WireName.Utf8))
            {
                return false;
            }

            var arguments = call.Arguments(method);
            var parameters = arguments.ReadAll();
            if (arguments.End())
            {
                call.Reply(handler(connection, parameters, call.Cancellation), type);
            }

            return true;
        }
    }
}
