namespace WsRpc.Soak;

/// <summary>Somebody who is told numbers, until it is disposed.</summary>
internal sealed class Following : IDisposable
{
    private readonly Action<int> _told;

    /// <param name="told">Who is told.</param>
    /// <param name="gone">Told of it: nobody may hold it when it was let go.</param>
    public Following(Action<int> told, Gone gone)
    {
        _told = told;
        gone.Add(this, told.Target!);
    }

    public void Dispose() => RpcReference.Release(_told);
}
