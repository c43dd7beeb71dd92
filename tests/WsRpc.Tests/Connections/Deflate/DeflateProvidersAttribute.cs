using System.Reflection;
using Xunit.Sdk;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Tests.Connections;

/// <summary>Runs a theory with the runtime's zlib, and with what stands in for it where that is not to be had: <see langword="true"/> for the latter.</summary>
internal sealed class DeflateProvidersAttribute : DataAttribute
{
    public static IDeflateProvider Of(bool fallback) => fallback ? DeflateStreamProvider.Instance : ZlibProvider.Instance;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[false], [true]];
}
