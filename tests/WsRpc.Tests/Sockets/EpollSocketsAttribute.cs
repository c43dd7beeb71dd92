using System.Reflection;
using Xunit.Sdk;

namespace WsRpc.Tests.Sockets;

/// <summary>Runs a theory over epoll sockets, where there are any.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EpollSocketsAttribute : DataAttribute
{
    internal const string NoEpoll = "Epoll sockets need Linux on x64 or Arm64.";

    public EpollSocketsAttribute()
    {
        if (EpollIo.Shared is null)
        {
            Skip = NoEpoll;
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[SocketKind.Epoll]];
}
