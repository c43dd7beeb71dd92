using System.Globalization;

namespace WsRpc;

/// <summary>What has happened to the connection of a client: <see cref="WsRpcClient.StateChanged"/>.</summary>
public sealed record RpcStateChange
{
    internal RpcStateChange()
    {
    }

    /// <summary>Where the client stood before. The same as <see cref="New"/> when an attempt to connect has failed and another one follows.</summary>
    public RpcConnectionState Old { get; internal init; }

    /// <summary>Where it stands now.</summary>
    public RpcConnectionState New { get; internal init; }

    /// <summary>How the connection ended, with <see cref="RpcConnectionState.Reconnecting"/> and <see cref="RpcConnectionState.Closed"/>.</summary>
    public RpcClosed? Closed { get; internal init; }

    /// <summary>Why the last attempt to connect has failed, mostly an <see cref="RpcConnectFailedException"/>; <see langword="null"/> when none has.</summary>
    public Exception? Exception { get; internal init; }

    /// <summary>
    /// The number of the attempt that comes next, from 1, or of the one that has succeeded. It goes on when a connection is lost before it has stood for
    /// <see cref="RpcReconnect.MaxDelay"/>.
    /// </summary>
    public int Attempt { get; internal init; }

    /// <summary>How long it is until the next attempt; <see langword="null"/> when there is none.</summary>
    public TimeSpan? Delay { get; internal init; }

    /// <summary>The change in a few words, as for a log: <c>Reconnecting, attempt 2 in 0.5 s: closed with code 1001: the server stops</c>.</summary>
    public override string ToString()
    {
        var what = Delay is { } delay ? string.Create(CultureInfo.InvariantCulture, $"{New}, attempt {Attempt} in {delay.TotalSeconds:0.###} s") : $"{New}";
        return (Exception?.Message ?? Closed?.ToString()) is { } why ? $"{what}: {why}" : what;
    }
}
