namespace WsRpc.Soak;

[WsService]
public interface IFeed
{
    event EventHandler<string> Told;

    /// <summary>Once it is answered, what was subscribed to before is told.</summary>
    Task ListenAsync();
}
