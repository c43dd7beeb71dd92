namespace WsRpc.Tests.Sockets;

/// <summary>A fact about epoll sockets, skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EpollFactAttribute : FactAttribute
{
    public EpollFactAttribute()
    {
        if (EpollIo.Shared is null)
        {
            Skip = EpollSocketsAttribute.NoEpoll;
        }
    }
}
