namespace WsRpc;

/// <summary>What is lent for longer than a call, if that succeeds; otherwise it is disposed.</summary>
internal interface IOutliving : IDisposable
{
    /// <summary>The call has succeeded.</summary>
    void Outlive();
}
