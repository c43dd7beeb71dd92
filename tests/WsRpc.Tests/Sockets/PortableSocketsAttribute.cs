using System.Reflection;
using Xunit.Sdk;

namespace WsRpc.Tests.Sockets;

/// <summary>Runs a theory over the platform's sockets.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PortableSocketsAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[SocketKind.Portable]];
}
