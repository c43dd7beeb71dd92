namespace WsRpc;

/// <summary>
/// While much waits, the peer has to take something from time to time. Two peers that both pause reading until the other
/// one reads would otherwise wait for ever, and so would whoever waits for room at one that reads nothing.
/// </summary>
internal static class SlowPeerWatch
{
    /// <summary>Runs from when the queue has become long until it is short again. Never faults.</summary>
    public static async Task RunAsync(FrameOutput output, WebSocketConnectionOptions options, Action<WebSocketClosed> onStalled)
    {
        while (!output.TryStopWatchingPeer())
        {
            var before = output.Progress;
            try
            {
                await output.WhenDrained().WaitAsync(options.SlowPeerTimeout, options.TimeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException) when (before == output.Progress)
            {
                onStalled(WebSocketClosed.PeerTooSlow(options.SlowPeerTimeout));
            }
            catch (TimeoutException)
            {
                // It takes something, if slowly.
            }
        }
    }
}
